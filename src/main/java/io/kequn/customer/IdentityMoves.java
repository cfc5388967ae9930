package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/// The names by which other systems know customers who are merged, and what customers have said about consents. A
/// deletion removes both with the customer itself.
@Singleton
class IdentityMoves implements CustomerMoves {
    private static final String IDENTITIES = "customer_identity";
    private static final String CONSENTS = "customer_consent";
    private static final String NUMBER = "id";
    private static final String MOVE_IDENTITIES =
            "update customer_identity set customer_id = $3 where shop_id = $1 and customer_id = $2";
    private static final String MOVE_CONSENTS =
            "update customer_consent set customer_id = $3 where shop_id = $1 and customer_id = $2";
    private static final String BACK = """
        update customer_identity t set customer_id = $3 from <rows> k
        where t.shop_id = $1 and t.source = (k.was).source and t.external_id = (k.was).external_id and t.customer_id = $4\
        """.replace("<rows>", MergeParts.rows(IDENTITIES));
    private static final String FIGURE = """
        array(
          select json_build_object('source', i.source, 'externalId', i.external_id) from customer_identity i
          where i.shop_id = $1 and i.customer_id = w.id order by i.source, i.external_id)\
        """;

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        MergeParts.noteRows(session, merger, IDENTITIES);
        MergeParts.noteKeys(session, merger, CONSENTS, NUMBER);
        session.send(MOVE_IDENTITIES, session.shop().id(), merger.from(), merger.into());
        session.send(MOVE_CONSENTS, session.shop().id(), merger.from(), merger.into());
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        session.send(BACK, session.shop().id(), merger.id(), merger.from(), merger.into());
        MergeParts.giveBack(session, merger, CONSENTS, NUMBER, "bigint");
        return Uni.createFrom().voidItem();
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("identities", FIGURE);
    }
}
