package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever goes wrong with the database is answered by 503 and when to come again, and tells nothing of the inside.
@KequnTest
class DatabaseFailureTest {
    private static final String[] TRIGGERS = {
        """
        create function fail_as_told() returns trigger language plpgsql as $$
        declare state text;
        begin
          state := substring(to_jsonb(new)::text from 'STATE-([0-9A-Z]{5})');
          if state is not null then
            raise exception 'INSIDE of the database' using errcode = state;
          end if;
          return new;
        end $$
        """,
        "create trigger fail_as_told before insert or update on customer for each row execute function fail_as_told()",
        "create trigger fail_as_told before insert or update on tag for each row execute function fail_as_told()",
    };

    @Inject
    DataSource database;

    @BeforeEach
    void begin() {
        execute(TRIGGERS);
    }

    @AfterEach
    void end() {
        execute("drop function fail_as_told cascade");
    }

    /// Connections that break, a server that crashes or begins, one without room, memory or connections, cancelled and
    /// lost transactions, a server that takes no writes.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08003", "08006", "25006", "25P04", "40001", "40P01", "53000", "53100", "53200", "53300",
                "53400", "55P03", "57014", "57P02", "57P03", "58000", "58030"
            })
    void isAnsweredBy503(String state) {
        var shop = TestShop.create();

        unavailable(shop.given().body(Map.of("city", "STATE-" + state)).put("/v1/customers/pos:1"));
        unavailable(shop.given().body(Map.of("name", "STATE-" + state)).put("/v1/tags/vip"));
        shop.given()
                .body(Map.of(
                        "query",
                        "mutation { tagCreate(input: {key: \"vip\", name: \"STATE-" + state + "\"}) { tag { key } } }"))
                .post("/graphql")
                .then()
                .body("errors[0].extensions.problem.status", is(503));

        shop.given().get("/v1/customers/pos:1").then().statusCode(404);
        shop.given()
                .body(Map.of("city", "Oslo"))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(201);
        shop.given().body(Map.of("name", "VIP")).put("/v1/tags/vip").then().statusCode(201);
    }

    /// Some requests notice; none is answered wrongly, and the next ones find new connections.
    @Test
    void endedConnectionsAreReplaced() {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("city", "Oslo"))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(201);
        var statuses = new HashSet<Integer>();

        for (int i = 0; i < 5; i++) {
            execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and application_name = 'kequn'");
            statuses.add(shop.given().get("/v1/customers/pos:1").statusCode());
        }

        assertThat(statuses).isSubsetOf(200, 503);
        Eventually.holds(() -> shop.given().get("/v1/customers/pos:1").statusCode() == 200);
    }

    /// As after a failover, when the old server has become one that only reads. None of the connections that were
    /// opened to it is left for those who come later.
    @Test
    void serverThatTakesNoWritesIsLeft() throws InterruptedException {
        var shop = TestShop.create();
        move(shop, "Oslo").then().statusCode(201);
        alter("set default_transaction_read_only = on");
        try {
            execute(
                    "set transaction read write",
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name = 'kequn'");
            Eventually.holds(() -> move(shop, "Bergen").statusCode() == 503);
            atOnce(() -> shop.given().get("/v1/customers/pos:1"));
        } finally {
            alter("reset default_transaction_read_only");
        }

        assertThat(atOnce(() -> move(shop, "Bergen"))).containsOnly(200);
    }

    /// More at a time than the service has connections.
    private static Set<Integer> atOnce(Supplier<Response> call) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(20)) {
            var calls =
                    Collections.nCopies(40, (Callable<Integer>) () -> call.get().statusCode());
            return threads.invokeAll(calls).stream().map(Future::resultNow).collect(Collectors.toSet());
        }
    }

    private static Response move(TestShop shop, String city) {
        return shop.given().body(Map.of("city", city)).put("/v1/customers/pos:1");
    }

    private static void unavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("\\d+"));
        assertThat(answer.asString())
                .doesNotContain("INSIDE")
                .doesNotContain("trigger")
                .doesNotContain("STATE");
    }

    private void alter(String change) {
        execute("do $$ begin perform set_config('transaction_read_only', 'off', true);"
                + " execute format('alter database %I " + change + "', current_database()); end $$");
    }

    private void execute(String... statements) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
