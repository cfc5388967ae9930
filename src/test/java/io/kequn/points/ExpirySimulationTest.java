package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.segment.Segments;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A customer earns and redeems through a leap year in New York, under each kind of expiry. What has expired, and
/// what is about to, is what the oracle says, in answers at once and soon in what is stored and what rules read.
@KequnTest
class ExpirySimulationTest {
    private static final int STEPS = System.getProperty("long") == null ? 10 : 200;

    @Inject
    Pool pool;

    private static Map<String, ?> settings(String kind) {
        return switch (kind) {
            case "rolling", "sliding" -> Map.of("kind", kind, "period", "P1M");
            case "hours" -> Map.of("kind", "rolling", "period", "PT700H");
            default -> Map.of("kind", "calendar", "monthDay", kind);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"rolling", "sliding", "hours", "02-29", "06-30"})
    void pointsExpireWhenTheyShould(String kind) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("Seed of the expiry " + kind + ": " + seed + " (-Dseed=)");
        var random = new Random(seed);
        var purse = Purse.in(ExpiryOracle.ZONE, "2028-01-20T12:00:00");
        purse.settings(Map.of("expiry", settings(kind)));
        purse.customer("pos:1");
        new Segments(purse.shop()).publish("soon", "points_expiring > 0");
        var oracle = new ExpiryOracle(kind);
        for (int step = 0; step < STEPS; step++) {
            purse.shop().advance(Duration.ofDays(random.nextInt(18)).plusMinutes(37));
            oracle.passUntil(now(purse));
            var as = kind + ", seed " + seed + ", step " + step + ", " + now(purse);
            assertThat(purse.balance("pos:1")).as(as).isEqualTo(oracle.balance());
            act(purse, oracle, random);
            require(purse, oracle, now(purse), as);
        }
        PointsLaw.requireHeld(pool, purse.shop());
    }

    private static Instant now(Purse purse) {
        return Instant.parse(purse.shop().given().get("/v1/shop/clock").path("now"));
    }

    private static void act(Purse purse, ExpiryOracle oracle, Random random) {
        if (oracle.balance() > 0 && random.nextInt(3) == 0) {
            long points = 1 + random.nextInt(Math.toIntExact(oracle.balance()));
            oracle.redeem(points, Instant.parse(purse.redeem("pos:1", points).getString("entries[-1].at")));
        } else if (random.nextInt(3) > 0) {
            long points = 1 + random.nextInt(100);
            oracle.earn(points, Instant.parse(purse.earn("pos:1", points).getString("entries[-1].at")));
        }
    }

    private static void require(Purse purse, ExpiryOracle oracle, Instant now, String as) {
        var points = purse.of("pos:1");
        assertThat(points.getLong("balance")).as(as).isEqualTo(oracle.balance());
        long soon = points.getList("expiringSoon.points", Integer.class).stream()
                .mapToLong(Integer::longValue)
                .sum();
        assertThat(soon).as(as).isEqualTo(oracle.soon(now));
        Eventually.holds(() -> lots(purse).equals(oracle.lots()));
        int members = soon > 0 ? 1 : 0;
        Eventually.holds(() -> purse.shop().given().get("/v1/segments/soon").<Integer>path("memberCount") == members);
    }

    /// As they are stored: time has to have been looked at.
    private static List<String> lots(Purse purse) {
        return purse.lots("pos:1").stream()
                .map(lot -> lot.get("remaining") + " until " + lot.get("expiresAt"))
                .sorted()
                .toList();
    }
}
