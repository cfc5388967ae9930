package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// What no request waits for, such as builds, leaves connections to requests, however many shops it works for.
@KequnTest
class BackgroundSharesTest {
    private static final Duration STEP = Duration.ofSeconds(4);

    @Inject
    Connections connections;

    @Inject
    DataSource database;

    @Test
    void requestIsServedWhileBackgroundOfSeveralShopsWantsAllConnections() {
        var asking = TestShop.create();
        var background = Stream.of(1_000_001, 1_000_002, 1_000_003)
                .flatMap(shop -> IntStream.range(0, 16).mapToObj(step -> step(shop)))
                .toList();
        Eventually.holds(() -> running() >= 10);

        var begin = Instant.now();
        for (int request = 0; request < 5; request++) {
            asking.given().get("/v1/customers").then().statusCode(200).body("items.size()", is(0));
        }

        assertThat(Duration.between(begin, Instant.now())).isLessThan(STEP.dividedBy(2));
        assertThat(running()).as("steps still at it").isGreaterThanOrEqualTo(10);
        background.forEach(UniAssertSubscriber::cancel);
    }

    /// As one of a build does, outside of any request.
    private UniAssertSubscriber<Object> step(int id) {
        var shop = new Shop(id, "none", Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);
        Uni<Object> slept = connections.with(
                shop,
                connection -> Sql.query(connection, "select pg_sleep(" + STEP.toSeconds() + ") -- step", Sql.tuple())
                        .map(rows -> rows));
        return slept.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private int running() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where query like 'select pg_sleep%-- step' and state = 'active'")) {
            found.next();
            return found.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
