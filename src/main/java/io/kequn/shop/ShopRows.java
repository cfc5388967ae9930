package io.kequn.shop;

import io.kequn.platform.database.DefinitionTransaction;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows that each shop has behind row-level security, and what of them bears on its settings.
final class ShopRows {
    private static final String RULES = "insert into shop_rules (shop_id) values (?1)";
    private static final String FEED = "insert into feed_counter (shop_id) values (?1)";
    private static final String CLOCK = "insert into shop_clock (shop_id) values (?1)";
    private static final String TEST_CLOCK = """
        insert into shop_clock (shop_id, test_offset)
        values (?1, cast(extract(epoch from cast(?2 as timestamptz) - clock_timestamp()) * 1000000 as bigint))\
        """;
    private static final String HAS_AMOUNTS = """
        select exists (select from customer_order where shop_id = ?1)
          or exists (select from order_refund where shop_id = ?1)
          or exists (select from pending_order_update where shop_id = ?1)\
        """;

    private ShopRows() {}

    /// Makes the rows of a new shop in the platform's transaction, whose own rows stand under shop 0.
    static Uni<Void> make(int shop, Optional<Instant> testClock) {
        return DefinitionTransaction.enter(shop)
                .chain(() -> run(RULES, shop, null))
                .chain(() -> run(FEED, shop, null))
                .chain(() -> testClock.isPresent() ? run(TEST_CLOCK, shop, testClock.get()) : run(CLOCK, shop, null))
                .chain(() -> DefinitionTransaction.enter(0));
    }

    /// Whether the shop has stored money, which is in its currency.
    static Uni<Boolean> hasAmounts(int shop) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(HAS_AMOUNTS, Boolean.class)
                        .setParameter(1, shop)
                        .getSingleResult());
    }

    private static Uni<Void> run(String sql, int shop, @Nullable Instant clock) {
        return DefinitionTransaction.session().chain(session -> {
            var query = session.createNativeQuery(sql).setParameter(1, shop);
            return (clock == null ? query : query.setParameter(2, clock.atOffset(ZoneOffset.UTC)))
                    .executeUpdate()
                    .replaceWithVoid();
        });
    }
}
