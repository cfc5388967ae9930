package io.kequn.platform.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// No request waits for longer than it may, whatever the database does, and nothing goes on that nobody waits for.
@KequnTest
class DeadlineTest {
    private static final String ASLEEP =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";

    @Inject
    DataSource database;

    @Inject
    DeadlineSettings settings;

    /// They run side by side, so that all of them together take as long as one.
    @Test
    void whatTakesTooLongIsAnsweredInTime() throws SQLException {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("city", "Oslo"))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(201);

        try (var lock = locked("customer", "customer_order")) {
            var read = sent(() -> shop.given().get("/v1/customers/pos:1"));
            var write = sent(() -> shop.given().body(Map.of("city", "Bergen")).put("/v1/customers/pos:1"));
            var query = sent(() -> shop.given()
                    .body(Map.of("query", "{ customer(id: \"pos:1\") { city } }"))
                    .post("/graphql"));

            refusedInTime(read);
            refusedInTime(write);
            var answer = query.join();
            assertThat(answer.took()).isLessThan(settings.request().plusSeconds(2));
            answer.response()
                    .then()
                    .statusCode(200)
                    .body("errors[0].extensions.problem.code", is("unavailable"))
                    .body("errors[0].extensions.problem.status", is(503));
            lock.rollback();
        }

        shop.given().get("/v1/customers/pos:1").then().statusCode(200).body("city", is("Oslo"));
    }

    /// Its statement ends, and its connection serves others, though it would have run for a minute.
    @Test
    void whatNobodyWaitsForEnds() throws Exception {
        var shop = TestShop.create();
        execute(
                """
            create function fall_asleep() returns trigger language plpgsql as $$
            begin
              perform pg_sleep(60);
              return new;
            end $$
            """,
                "create trigger fall_asleep before insert on customer for each row when (new.city = 'SLEEP')"
                        + " execute function fall_asleep()");
        try {
            var late = sent(() -> shop.given().body(Map.of("city", "SLEEP")).put("/v1/customers/pos:1"));
            var left = HttpClient.newHttpClient()
                    .sendAsync(put(shop, "pos:2", "{\"city\": \"SLEEP\"}"), HttpResponse.BodyHandlers.discarding());
            Eventually.holds(() -> asleep() == 2);
            left.cancel(true);
            long gone = System.nanoTime();
            Eventually.holds(() -> asleep() == 1);
            assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(3));

            refusedInTime(late);
            gone = System.nanoTime();
            Eventually.holds(() -> asleep() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(3));
        } finally {
            execute("drop function fall_asleep cascade");
        }

        shop.given().get("/v1/customers/pos:1").then().statusCode(404);
        shop.given().get("/v1/customers/pos:2").then().statusCode(404);
    }

    private static HttpRequest put(TestShop shop, String customer, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/customers/" + customer))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + shop.secret())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private record Answer(Response response, Duration took) {}

    private static CompletableFuture<Answer> sent(Supplier<Response> request) {
        return CompletableFuture.supplyAsync(() -> {
            long begun = System.nanoTime();
            return new Answer(request.get(), Duration.ofNanos(System.nanoTime() - begun));
        });
    }

    private void refusedInTime(CompletableFuture<Answer> sent) {
        var answer = sent.join();
        assertThat(answer.took()).isLessThan(settings.request().plusSeconds(2));
        answer.response()
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("\\d+"))
                .body("code", is("unavailable"));
    }

    private Connection locked(String... tables) throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table " + String.join(", ", tables) + " in access exclusive mode");
        }
        return connection;
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long asleep() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ASLEEP)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
