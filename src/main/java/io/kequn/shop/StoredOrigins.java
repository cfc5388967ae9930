package io.kequn.shop;

import io.kequn.platform.access.Origins;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// The origins of shops, outside row-level security: a browser asks for them before it sends a credential.
@Singleton
class StoredOrigins implements Origins {
    private static final String OF_SHOP =
            "select origin from shop_origin where shop_id = $1 order by origin limit 1000";
    private static final String ALLOWED = """
        select exists (
          select from shop_origin o join shop s on s.id = o.shop_id and s.status = 'active'
          where o.origin = $1 and o.shop_id = coalesce($2::int, o.shop_id))\
        """;
    /// An origin has no blanks. What stays is not written, since the audit log would tell of it.
    private static final String REMOVE =
            "delete from shop_origin where shop_id = ?1 and origin <> all (string_to_array(?2, ' '))";
    private static final String ADD =
            "insert into shop_origin (shop_id, origin) values (?1, ?2) on conflict do nothing";

    /// Two who replace them do so one after the other.
    private static final String LOCK = "select id from shop where id = ?1 for no key update";

    private final Connections connections;

    StoredOrigins(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Uni<Boolean> allows(@Nullable Shop shop, String origin) {
        return connections
                .query(ALLOWED, origin, shop == null ? null : shop.id())
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<AllowedOrigins> of(Shop shop) {
        return connections
                .query(OF_SHOP, shop.id())
                .map(rows -> new AllowedOrigins(Sql.list(rows, row -> row.getString(0))));
    }

    Uni<Void> replace(Shop shop, AllowedOrigins wanted) {
        Uni<Void> done = DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter(1, shop.id())
                        .getSingleResult())
                .chain(locked -> execute(REMOVE, shop.id(), String.join(" ", wanted.origins())));
        for (var origin : wanted.origins()) {
            done = done.chain(() -> execute(ADD, shop.id(), origin));
        }
        return done;
    }

    private static Uni<Void> execute(String sql, Object... values) {
        return DefinitionTransaction.session().chain(session -> {
            var query = session.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            return query.executeUpdate().replaceWithVoid();
        });
    }
}
