package io.kequn.platform.database;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

/// How far the passing of time has been evaluated in a shop: until then, what is stored is what the rules say.
/// It never goes back, and no transaction evaluates as of an earlier instant.
@Singleton
public class Watermark {
    private static final String READ = """
        select evaluated_until,
          greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until) present
        from shop_clock where shop_id = $1\
        """;
    private static final String ADVANCE =
            "update shop_clock set evaluated_until = $2 where shop_id = $1 and evaluated_until < $2";
    private static final String TO_PRESENT = """
        update shop_clock
        set evaluated_until = greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until)
        where shop_id = ?1\
        """;

    private final ShopSteps steps;

    Watermark(ShopSteps steps) {
        this.steps = steps;
    }

    /// The time that passed since the watermark, up to the shop's present instant.
    public record Stretch(Instant from, Instant until) {
        static Stretch of(Row row) {
            return new Stretch(
                    row.getOffsetDateTime("evaluated_until").toInstant(),
                    row.getOffsetDateTime("present").toInstant());
        }
    }

    public static Uni<Stretch> read(FactSession session) {
        return session.query(READ, session.shop().id())
                .map(rows -> Stretch.of(rows.iterator().next()));
    }

    /// Sets it to the shop's present instant, inside a definition transaction: so far, time could change nothing.
    public static Uni<Void> begin(Shop shop) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(TO_PRESENT)
                        .setParameter(1, shop.id())
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /// Moves it on in a transaction of its own, unless it is there already.
    public Uni<Void> advance(Shop shop, Instant until) {
        return steps.run(
                shop,
                connection -> Sql.query(connection, ADVANCE, Sql.tuple(shop.id(), until.atOffset(ZoneOffset.UTC)))
                        .replaceWithVoid());
    }
}
