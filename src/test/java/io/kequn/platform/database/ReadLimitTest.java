package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Refusal;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Reads hold a connection, of which there are few for all shops: none is held for good.
@KequnTest
class ReadLimitTest {
    private static final String FILTER = "orders_placed MATCHES (count >= 2)";

    @Inject
    Connections connections;

    @Inject
    DataSource database;

    record Limits(Duration limit, Duration questionLimit) implements ReadSettings {}

    @Test
    void readIsGivenUpInTime() {
        var reads = new ShopReads(connections, new Limits(Duration.ofMillis(100), Duration.ofMinutes(1)));
        var shop = new Shop(0, "none", Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reads.query(shop, "select pg_sleep(60)", Sql.tuple())
                        .await()
                        .indefinitely())
                .matches(refusal -> refusal.code().code().equals("time_limit_exceeded"));
    }

    @Test
    void listByAFilterThatTakesTooLongIsRefusedClearly() throws SQLException {
        var shop = TestShop.create();
        try (var writer = lockedOrders()) {
            for (var count : new boolean[] {true, false}) {
                shop.given()
                        .queryParam("filter", FILTER)
                        .queryParam("count", count)
                        .get("/v1/customers")
                        .then()
                        .statusCode(422)
                        .body("code", is("time_limit_exceeded"));
            }
            shop.given()
                    .body(Map.of("query", "{ customers(first: 1, filter: \"" + FILTER + "\") { totalCount } }"))
                    .post("/graphql")
                    .then()
                    .body("errors[0].extensions.problem.code", is("time_limit_exceeded"))
                    .body("errors[0].message", containsString("2 seconds"));
            writer.rollback();
        }
        shop.given().queryParam("filter", FILTER).get("/v1/customers").then().statusCode(200);
    }

    /// Stands for a filter that reads more than there is time for.
    private Connection lockedOrders() throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table customer_order in access exclusive mode");
        }
        return connection;
    }
}
