package io.kequn.event;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/// Events of customers that are deleted or merged. A merged customer's go to the survivor, where they are the same
/// events under the same ids. Those of a deleted one go with the person: they tell nothing else.
@Singleton
class EventMoves implements CustomerMoves {
    private static final String TABLE = "event";
    private static final String KEY = "id";
    private static final String REMOVE = "delete from event where shop_id = $1 and customer_id = $2";
    private static final String MOVE = "update event set customer_id = $3 where shop_id = $1 and customer_id = $2";
    private static final String EVENTS = "(select count(*) from event t where t.shop_id = $1 and t.customer_id = w.id)";

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        return session.query(REMOVE, session.shop().id(), customer).replaceWithVoid();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        MergeParts.noteKeys(session, merger, TABLE, KEY);
        return session.query(MOVE, session.shop().id(), merger.from(), merger.into())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        MergeParts.giveBack(session, merger, TABLE, KEY, "uuid");
        return Uni.createFrom().voidItem();
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("events", EVENTS);
    }
}
