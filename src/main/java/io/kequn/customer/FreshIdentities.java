package io.kequn.customer;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/// Claims many identities for customers that are yet to be made, each for one of its own, in the order in which
/// every command claims them.
final class FreshIdentities {
    private static final String CLAIM = """
        insert into customer_identity (shop_id, source, external_id, customer_id, recorded_at)
        select $1, source, external_id, customer_id, $5
        from unnest($2::text[], $3::text[], $4::uuid[]) with ordinality
          as wanted (source, external_id, customer_id, place)
        order by place
        on conflict do nothing
        returning customer_id\
        """;

    private FreshIdentities() {}

    /// Those that nobody had, each with the id of its customer to be. Someone else's that is not committed yet
    /// is waited for.
    static Uni<Map<Identity, UUID>> claim(FactSession session, Collection<Identity> identities) {
        if (identities.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var sorted = List.copyOf(new TreeSet<>(identities));
        var candidates = new HashMap<UUID, Identity>();
        var ids = new UUID[sorted.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = UuidCreator.getTimeOrderedEpochPlus1();
            candidates.put(ids[i], sorted.get(i));
        }
        return session.query(
                        CLAIM,
                        session.shop().id(),
                        sorted.stream().map(Identity::source).toArray(String[]::new),
                        sorted.stream().map(Identity::externalId).toArray(String[]::new),
                        ids,
                        session.begunAt().atOffset(ZoneOffset.UTC))
                .map(rows -> {
                    var claimed = new HashMap<Identity, UUID>();
                    Sql.list(rows, row -> row.getUUID("customer_id"))
                            .forEach(id -> claimed.put(candidates.get(id), id));
                    return claimed;
                });
    }
}
