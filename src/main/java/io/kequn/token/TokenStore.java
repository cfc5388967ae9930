package io.kequn.token;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Which tokens of a customer hold.
@Singleton
class TokenStore {
    private static final String STANDING = """
        select coalesce(t.generation, 0) generation, clock_timestamp() now
        from customer c left join customer_token t on t.shop_id = $1 and t.customer_id = c.id
        where c.shop_id = $1 and c.id = $2 and c.state = 0\
        """;
    private static final String END = """
        insert into customer_token (shop_id, customer_id, generation, ended_at)
        values ($1, $2, 1, clock_timestamp())
        on conflict (shop_id, customer_id) do update
        set generation = customer_token.generation + 1, ended_at = excluded.ended_at
        returning ended_at\
        """;

    private final ShopReads reads;

    TokenStore(ShopReads reads) {
        this.reads = reads;
    }

    /// The generation of tokens that holds, and the database's present instant.
    record Standing(int generation, Instant now) {
        static Standing of(Row row) {
            return new Standing(
                    row.getInteger("generation"), row.getOffsetDateTime("now").toInstant());
        }
    }

    /// Empty where there is no such customer any more: deleted, or merged into another.
    Uni<Optional<Standing>> standing(Shop shop, UUID customer) {
        return reads.find(shop, Standing::of, STANDING, shop.id(), customer);
    }

    static Uni<AccessTokensEnd> end(FactSession session, UUID customer) {
        return session.query(END, session.shop().id(), customer)
                .map(rows ->
                        rows.iterator().next().getOffsetDateTime("ended_at").toInstant())
                .map(at -> new AccessTokensEnd(customer, at));
    }
}
