package io.kequn.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What those who run the service see of it, after real work.
@KequnTest
class OperationsTest {
    /// Labels that Prometheus adds when it reads.
    private static final Set<String> ADDED = Set.of("namespace", "pod", "job");

    private static final String CANARY = "phone:+8613900001234";

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/ready", "/started"})
    void healthIsToldOnThePortOfManagement(String kind) {
        given().get(health + kind).then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void livenessAsksTheEventLoopsAndReadinessTheDatabase() {
        given().get(health + "/live").then().body("checks.name", is(List.of("event loops")));
        given().get(health + "/ready")
                .then()
                .body("checks.name", hasItem("database"))
                .body("checks.status", everyItem(is("UP")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/ready", "/q/metrics"})
    void nothingOfItIsPublic(String path) {
        given().get(path).then().statusCode(404);
    }

    @Test
    void metricsTellOfWorkAndAllOfThemAreDocumented() throws IOException {
        var shop = TestShop.create();
        Scrape scrape;
        // Takes connections and never answers, so that events wait.
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            idle("http://127.0.0.1:" + silent.getLocalPort());
            work(shop, "http://127.0.0.1:" + silent.getLocalPort());
            Eventually.holds(() -> Scrape.of(metrics).value("kequn_webhook_backlog") >= 1);
            Eventually.holds(
                    () -> Scrape.of(metrics).value("kequn_webhook_attempt_seconds_count", "outcome", "failed") >= 1);
            scrape = Scrape.of(metrics);
        }

        assertThat(scrape.value("kequn_evaluation_seconds_count", "stratum", "1"))
                .isPositive();
        assertThat(scrape.value("kequn_evaluation_seconds_count", "stratum", "2"))
                .isPositive();
        assertThat(scrape.value("kequn_evaluation_seconds_sum", "stratum", "1")).isBetween(0.0, 600.0);
        assertThat(scrape.value("kequn_evaluation_seconds_bucket", "stratum", "1", "le", "+Inf"))
                .isEqualTo(scrape.value("kequn_evaluation_seconds_count", "stratum", "1"));
        assertThat(scrape.value("kequn_jobs_ended_total", "kind", "segment-build", "status", "succeeded"))
                .isGreaterThanOrEqualTo(2);
        assertThat(scrape.value("kequn_rules_compiled_shops")).isPositive();
        assertThat(scrape.value("kequn_rules_revision_lag")).isNotNegative();
        assertThat(scrape.value("kequn_webhooks", "state", "enabled")).isPositive();
        assertThat(scrape.value("kequn_webhooks", "state", "disabled")).isPositive();
        assertThat(scrape.value("kequn_webhook_lag_seconds")).isBetween(0.0, 600.0);
        assertThat(scrape.value("kequn_webhook_attempt_seconds_count", "outcome", "failed"))
                .isPositive();
        assertThat(scrape.value("kequn_due_lag_seconds", "kind", "clock")).isBetween(0.0, 600.0);
        assertThat(scrape.value("kequn_job_progress_ratio", "kind", "segment-build"))
                .isBetween(0.0, 1.0);
        assertThat(scrape.value("kequn_figures_age_seconds")).isBetween(0.0, 60.0);
        assertThat(scrape.value("http_server_requests_seconds_count", "uri", "/v1/orders", "method", "POST"))
                .isPositive();
        assertThat(scrape.value("http_server_requests_seconds_count", "uri", "/graphql", "status", "200"))
                .isPositive();

        var ours = scrape.names().stream()
                .filter(name -> name.startsWith("kequn_"))
                .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented("README.md")).as("README.md").isEqualTo(ours);
        assertThat(documented("README.zh-CN.md")).as("README.zh-CN.md").isEqualTo(ours);
        dashboardAndAlertsAskForWhatThereIs(scrape);
    }

    /// Whoever asks for what is not there, or is not allowed in, leaves no label of their own.
    @Test
    void labelsHoldNothingThatAnybodySends() {
        var shop = TestShop.create();
        shop.given().get("/v1/customers/" + CANARY).then().statusCode(404);
        given().get("/v1/customers/" + CANARY).then().statusCode(401);
        given().get("/" + CANARY).then().statusCode(404);

        var scrape = Scrape.of(metrics);

        assertThat(scrape.samples())
                .noneMatch(sample -> sample.labels().values().stream()
                        .anyMatch(value -> value.contains("139000") || value.contains(shop.key())));
        assertThat(scrape.value(
                        "http_server_requests_seconds_count", "uri", "/v1/customers/{customer}", "status", "401"))
                .isPositive();
        assertThat(scrape.value(
                        "http_server_requests_seconds_count", "uri", "/v1/customers/{customer}", "status", "404"))
                .isPositive();
        assertThat(scrape.value("http_server_requests_seconds_count", "uri", "none", "status", "404"))
                .isPositive();
    }

    /// Rules of two strata, one of which reads time; a webhook that nobody answers.
    private static void work(TestShop shop, String receiver) {
        var segments = new Segments(shop);
        shop.given()
                .body(Map.of("url", receiver, "filter", Map.of("types", List.of("segment.*"))))
                .post("/v1/webhooks")
                .then()
                .statusCode(201);
        segments.publish("buyers", "last_order_date >= -36500d");
        segments.publish("friends", "IN SEGMENT 'buyers'");
        segments.customer("pos:1", "Oslo");
        segments.order("pos:1", "A-1", "10.00");
        shop.given()
                .body(Map.of("query", "{ segments(first: 1) { nodes { key } } }"))
                .post("/graphql")
                .then()
                .statusCode(200);
    }

    /// All of its webhooks are disabled, so that it has no backlog at all.
    private static void idle(String receiver) {
        var shop = TestShop.create();
        String webhook = shop.given()
                .body(Map.of("url", receiver))
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("webhook.id");
        shop.given()
                .body(Map.of("enabled", false))
                .patch("/v1/webhooks/" + webhook)
                .then()
                .statusCode(200);
    }

    private static void dashboardAndAlertsAskForWhatThereIs(Scrape scrape) {
        var names = scrape.names();
        var queries = List.of(Queries.ofDashboard(), Queries.ofAlerts()).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(queries).hasSizeGreaterThan(30);
        assertThat(queries).allSatisfy(query -> assertThat(Queries.uses(query)).isNotEmpty());
        for (var query : queries) {
            assertThat(Queries.uses(query)).allSatisfy(use -> {
                assertThat(names).as(query).contains(use.metric());
                var labels = new TreeSet<>(use.labels());
                labels.removeAll(ADDED);
                assertThat(scrape.labelsOf(use.metric())).as(query).containsAll(labels);
            });
        }
    }

    /// The names in the first column of the table of metrics.
    private static Set<String> documented(String readme) throws IOException {
        return Files.readAllLines(Path.of(readme)).stream()
                .filter(line -> line.startsWith("| `kequn_"))
                .flatMap(line -> List.of(line.split("\\|", -1)[1].split("`")).stream())
                .filter(name -> name.startsWith("kequn_"))
                .map(name -> name.replaceFirst("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
