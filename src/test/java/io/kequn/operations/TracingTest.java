package io.kequn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// Traces, where there is an address for them: through all of a request, and on to webhooks.
@KequnTest
@TestProfile(TracingTest.Traced.class)
class TracingTest {
    private static final String CANARY = "13900005678";

    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.otel.sdk.disabled", "false",
                    "quarkus.otel.traces.sampler", "always_on",
                    "quarkus.otel.bsp.schedule.delay", "50ms",
                    "quarkus.otel.exporter.otlp.enabled", "false");
        }
    }

    @Singleton
    static class Exporter {
        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @Inject
    InMemorySpanExporter exporter;

    /// As a caller sends it who traces, too.
    private record Parent(String trace, String span) {
        static Parent random() {
            var random = ThreadLocalRandom.current();
            return new Parent(hex(random.nextLong()) + hex(random.nextLong() | 1), hex(random.nextLong() | 1));
        }

        private static String hex(long number) {
            return HexFormat.of().toHexDigits(number);
        }

        String header() {
            return "00-" + trace + "-" + span + "-01";
        }
    }

    private List<SpanData> spansOf(String trace) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }

    private List<SpanData> spans(Parent parent) {
        return spansOf(parent.trace);
    }

    private List<SpanData> spans(Parent parent, SpanKind kind) {
        return spans(parent).stream().filter(span -> span.getKind() == kind).toList();
    }

    @Test
    void requestAndItsStatementsAreOneTrace() {
        var shop = TestShop.create();
        shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);
        var parent = Parent.random();

        shop.given()
                .header("traceparent", parent.header())
                .body(Map.of(
                        "customer", "pos:1",
                        "source", "pos",
                        "externalId", "T-1",
                        "placedAt", "2026-01-05T10:00:00+08:00",
                        "total", Map.of("amount", "10.00", "currency", "CNY")))
                .post("/v1/orders")
                .then()
                .statusCode(201);

        Eventually.holds(() -> !spans(parent, SpanKind.SERVER).isEmpty());
        var request = spans(parent, SpanKind.SERVER).getFirst();
        assertThat(request.getParentSpanId()).isEqualTo(parent.span);
        assertThat(request.getName()).isEqualTo("POST /v1/orders");
        // The last of many statements, after several changes of hands in the chain, belongs to it as the first does.
        Eventually.holds(() -> spans(parent, SpanKind.CLIENT).stream()
                .anyMatch(span -> statement(span).equals("commit")));
        assertThat(spans(parent, SpanKind.CLIENT))
                .hasSizeGreaterThan(5)
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(request.getSpanId()));
    }

    @Test
    void problemsNameTheTrace() {
        var shop = TestShop.create();
        var parent = Parent.random();

        String rest = shop.given()
                .header("traceparent", parent.header())
                .get("/v1/segments/missing")
                .then()
                .statusCode(404)
                .extract()
                .path("traceId");
        String graphql = shop.given()
                .header("traceparent", parent.header())
                .body(Map.of("query", "{ tag(key: \"missing\") { wrong } }"))
                .post("/graphql")
                .then()
                .extract()
                .path("errors[0].extensions.problem.traceId");

        assertThat(rest).isEqualTo(parent.trace);
        assertThat(graphql).isEqualTo(parent.trace);
    }

    @Test
    void tracesHoldNothingPersonal() {
        var shop = TestShop.create();
        var parent = Parent.random();
        shop.given()
                .header("traceparent", parent.header())
                .body(Map.of("phone", "+86" + CANARY, "email", CANARY + "@example.com"))
                .put("/v1/customers/crm:" + CANARY)
                .then()
                .statusCode(201);
        shop.given()
                .header("traceparent", parent.header())
                .queryParam("email", CANARY + "@example.com")
                .get("/v1/customers")
                .then()
                .statusCode(200);

        Eventually.holds(() -> spans(parent, SpanKind.SERVER).size() == 2
                && spans(parent, SpanKind.CLIENT).size() > 5);
        assertThat(spans(parent)).allSatisfy(span -> assertThat(span.toString()).doesNotContain(CANARY));
        assertThat(spans(parent, SpanKind.SERVER))
                .extracting(SpanData::getName)
                .contains("PUT /v1/customers/{customer}", "GET /v1/customers");
    }

    /// An event is sent long after the request that caused it, in a trace of its own.
    @Test
    void webhooksAreGivenTheTraceOfTheirSending() throws IOException {
        var parents = new CopyOnWriteArrayList<String>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            parents.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            var shop = TestShop.create();
            var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks/" + CANARY;
            shop.given().body(Map.of("url", url)).post("/v1/webhooks").then().statusCode(201);
            shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);

            Eventually.holds(() -> !parents.isEmpty());
        } finally {
            receiver.stop(0);
        }
        assertThat(parents.getFirst()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        var trace = parents.getFirst().substring(3, 35);
        Eventually.holds(() -> spansOf(trace).stream().anyMatch(span -> span.getKind() == SpanKind.CLIENT));
        assertThat(spansOf(trace))
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain(CANARY));
    }

    private static String statement(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .filter(entry -> List.of("db.statement", "db.query.text")
                        .contains(entry.getKey().getKey()))
                .map(entry -> String.valueOf(entry.getValue()))
                .findFirst()
                .orElse("");
    }
}
