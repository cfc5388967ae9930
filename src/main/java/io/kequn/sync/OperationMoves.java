package io.kequn.sync;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/// What devices have sent for customers who are deleted or merged.
@Singleton
class OperationMoves implements CustomerMoves {
    private static final String TABLE = "sync_operation";
    private static final String FORGET = "delete from sync_operation where shop_id = $1 and customer_id = $2";
    private static final String MOVE =
            "update sync_operation set customer_id = $3 where shop_id = $1 and customer_id = $2";
    private static final String BACK = """
        update sync_operation t set customer_id = $3 from <rows> k
        where t.shop_id = $1 and t.device = (k.was).device and t.operation = (k.was).operation and t.customer_id = $4\
        """.replace("<rows>", MergeParts.rows(TABLE));

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        return session.query(FORGET, session.shop().id(), customer).replaceWithVoid();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        MergeParts.noteRows(session, merger, TABLE);
        return session.query(MOVE, session.shop().id(), merger.from(), merger.into())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        return session.query(BACK, session.shop().id(), merger.id(), merger.from(), merger.into())
                .replaceWithVoid();
    }
}
