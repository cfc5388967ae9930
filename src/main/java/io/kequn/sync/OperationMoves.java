package io.kequn.sync;

import io.kequn.customer.CustomerMoves;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/// What devices have sent for customers who are deleted or merged.
@Singleton
class OperationMoves implements CustomerMoves {
    private static final String FORGET = "delete from sync_operation where shop_id = $1 and customer_id = $2";
    private static final String MOVE =
            "update sync_operation set customer_id = $3 where shop_id = $1 and customer_id = $2";

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        return session.query(FORGET, session.shop().id(), customer).replaceWithVoid();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, UUID from, UUID into) {
        return session.query(MOVE, session.shop().id(), from, into).replaceWithVoid();
    }
}
