package io.kequn.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Months of the change log that are past their time go, and nobody misses a change unawares.
@KequnTest
class LogUpkeepTest {
    private static final String MONTH = "change_2019_05";

    @Inject
    DataSource database;

    private int shopId;

    @Test
    void whatIsNoLongerKeptIsRefusedAndTheRestGoesOn() throws SQLException {
        var shop = TestShop.create();
        var segments = new Segments(shop);
        new TagRules(shop).define("a", "b");
        segments.customer("pos:1", "Oslo");
        segments.publish("tagged", "customer_tags CONTAINS 'a'");
        shop.given().put("/v1/customers/pos:1/tags/a").then().statusCode(200);
        String old = token(shop, true);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            shopId = number(statement, "select id from shop where key = '" + shop.key() + "'");
            // Not numbered yet by anybody.
            shop.given().delete("/v1/customers/pos:1/tags/a").then().statusCode(200);
            movePast(connection, statement);
        }
        String kept = token(shop, true);
        shop.given().put("/v1/customers/pos:1/tags/b").then().statusCode(200);

        upkeep();

        Eventually.holds(() -> !exists());
        shop.given()
                .queryParam("since", old)
                .get("/v1/sync/customer-tags")
                .then()
                .statusCode(410)
                .body("code", is("sync_token_expired"));
        shop.given()
                .queryParam("since", kept)
                .get("/v1/sync/customer-tags")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].key", is("b"));
        for (var past : new String[] {
            "/v1/memberships?segment=tagged&asOf=2019-05-31T00:00:00Z",
            "/v1/customers/pos:1/memberships?asOf=2019-05-31T00:00:00Z",
            "/v1/customers/pos:1/points?asOf=2019-05-31T00:00:00Z",
            "/v1/customers/pos:1/levels?asOf=2019-05-31T00:00:00Z",
            "/v1/segments/tagged/members/pos:1/explanation?asOf=2019-05-31T00:00:00Z",
            "/v1/segments/tagged/sizes?from=2019-05-01&to=2019-05-31"
        }) {
            shop.given()
                    .get(past)
                    .then()
                    .log()
                    .ifValidationFails()
                    .statusCode(410)
                    .body("code", is("history_expired"));
        }
        shop.given()
                .body(Map.of("url", "http://127.0.0.1:9/", "from", "1"))
                .post("/v1/webhooks")
                .then()
                .statusCode(410)
                .body("code", is("sync_token_expired"));
        shop.given()
                .get("/v1/memberships?segment=tagged&asOf=2019-06-02T00:00:00Z")
                .then()
                .statusCode(200);
        assertThat(segments.count("tagged")).isZero();
    }

    /// As if all of the shop's changes so far had happened then.
    private void movePast(Connection connection, Statement statement) throws SQLException {
        statement.execute("create table " + MONTH + " (like change including all)");
        statement.execute("set local app.shop = " + shopId);
        statement.execute("insert into " + MONTH + " select shop_id, id, number, customer_id, kind, subject, operation,"
                + " reason, cause, rule_version, timestamptz '2019-05-15Z' + (id % 1000) * interval '1 second',"
                + " recorded_at, detail from change where shop_id = " + shopId);
        statement.execute("delete from change where shop_id = " + shopId);
        statement.execute(
                "alter table change attach partition " + MONTH + " for values from ('2019-05-01Z') to ('2019-06-01Z')");
        statement.execute("call isolate_by_shop('" + MONTH + "')");
        connection.commit();
    }

    private void upkeep() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into due (shop_id, kind, due_at) values (0, '" + LogUpkeep.KIND
                    + "', clock_timestamp()) on conflict (shop_id, kind) do update set due_at = excluded.due_at");
        }
    }

    private boolean exists() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select to_regclass('" + MONTH + "') is not null")) {
            rows.next();
            if (rows.getBoolean(1)) {
                // It was in use, or had to be numbered first: not in an hour, but now.
                upkeep();
                return true;
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String token(TestShop shop, boolean latest) {
        return shop.given()
                .queryParams(Map.of("latest", latest))
                .get("/v1/sync/customer-tags")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }
}
