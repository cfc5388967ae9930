package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.IDENTITY_TAKEN;

import io.kequn.customer.CustomerReference.ById;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.database.StartOver;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Gives identities to one customer. They are claimed in order before the customer is locked, as every command does it,
/// so that two commands never wait for each other in a circle; the unique key of an identity decides who was first.
final class IdentityClaims {
    private static final String CLAIM = """
        insert into customer_identity (shop_id, source, external_id, customer_id, recorded_at)
        select $1, source, external_id, $4,
          (select clock_timestamp() + test_offset * interval '1 microsecond' from shop_clock where shop_id = $1)
        from unnest($2::text[], $3::text[]) with ordinality as wanted (source, external_id, place)
        order by place
        on conflict do nothing\
        """;
    private static final String OWNERS = """
        select i.source, i.external_id, i.customer_id
        from unnest($2::text[], $3::text[]) as wanted (source, external_id)
        join customer_identity i on i.shop_id = $1 and i.source = wanted.source and i.external_id = wanted.external_id\
        """;
    private static final String BY_IDENTITY = """
        select customer_id id from customer_identity where shop_id = $1 and source = $2 and external_id = $3\
        """;

    private IdentityClaims() {}

    /// Who is meant, before anything is locked.
    static Uni<Optional<UUID>> resolve(FactSession session, CustomerReference reference) {
        int shop = session.shop().id();
        return switch (reference) {
            case ById(var id) -> session.query(CustomerResolver.BY_ID, shop, id).map(IdentityClaims::first);
            case ByIdentity(var identity) ->
                session.query(BY_IDENTITY, shop, identity.source(), identity.externalId())
                        .map(IdentityClaims::first);
        };
    }

    private static Optional<UUID> first(Iterable<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(iterator.next().getUUID("id")) : Optional.empty();
    }

    /// Claims what nobody has; answers how many those are.
    static Uni<Integer> claim(FactSession session, Collection<Identity> sorted, UUID customer) {
        return sorted.isEmpty()
                ? Uni.createFrom().item(0)
                : session.query(CLAIM, session.shop().id(), sources(sorted), externalIds(sorted), customer)
                        .map(rows -> rows.rowCount());
    }

    /// Checks, after the lock, that all of them are the customer's. Whoever is named by `main` and turns out to be
    /// someone else was created or merged meanwhile: all begins again. Any other that is someone else's is taken.
    static Uni<Void> check(FactSession session, Collection<Identity> sorted, CustomerReference main, UUID customer) {
        return owners(session, sorted)
                .invoke(owners -> {
                    if (main instanceof ByIdentity(var identity) && !customer.equals(owners.get(identity))) {
                        throw new StartOver("an identity moved");
                    }
                    sorted.stream()
                            .filter(identity -> !customer.equals(owners.get(identity)))
                            .findFirst()
                            .ifPresent(identity -> {
                                throw taken(identity);
                            });
                })
                .replaceWithVoid();
    }

    private static Uni<Map<Identity, UUID>> owners(FactSession session, Collection<Identity> identities) {
        if (identities.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.query(OWNERS, session.shop().id(), sources(identities), externalIds(identities))
                .map(rows -> {
                    var owners = new HashMap<Identity, UUID>();
                    Sql.list(rows, row -> row).forEach(row -> owners.put(identity(row), row.getUUID("customer_id")));
                    return owners;
                });
    }

    private static Identity identity(Row row) {
        return new Identity(row.getString("source"), row.getString("external_id"));
    }

    static Refusal taken(Identity identity) {
        return IDENTITY_TAKEN.because(
                "`" + identity + "` belongs to another customer; unlink it there or merge the two.",
                "`" + identity + "` 已属于其他客户，请先解除关联或合并两个客户。");
    }

    private static String[] sources(Collection<Identity> identities) {
        return identities.stream().map(Identity::source).toArray(String[]::new);
    }

    private static String[] externalIds(Collection<Identity> identities) {
        return identities.stream().map(Identity::externalId).toArray(String[]::new);
    }

    /// What a command names, without repetition, in the order of locks.
    static List<Identity> sorted(Collection<Identity> identities) {
        return identities.stream().distinct().sorted().toList();
    }
}
