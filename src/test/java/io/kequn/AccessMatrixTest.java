package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Every operation of the contract, called by those who may not: a new operation is in it by itself.
@KequnTest
class AccessMatrixTest {

    /// What a key without any scope but `shop:read` may see, all of it its own shop's.
    private static final Set<String> OPEN = Set.of(
            "GET /v1/shop",
            "GET /v1/shop/clock",
            "GET /v1/shop/features",
            "GET /v1/shop/origins",
            "GET /v1/whoami",
            "GET /v1/jobs");

    @Test
    void nobodyGetsInWithoutAKey() {
        var softly = new SoftAssertions();
        for (var operation : Operation.all()) {
            for (var by : List.of(
                    RestAssured.given().contentType(ContentType.JSON),
                    TestShop.as("sk_unknown_key"),
                    TestShop.as("' or 1=1 --"))) {
                var answer = operation.call(by, names(CanaryShop.nowhere()));
                softly.assertThat(answer.statusCode()).as("%s", operation).isEqualTo(401);
                softly.assertThat(answer.contentType()).as("%s", operation).startsWith("application/problem+json");
            }
        }
        softly.assertAll();
    }

    @Test
    void keyWithoutTheScopeDoesNothing() {
        var poor = TestShop.create().withScopes("shop:read");
        var softly = new SoftAssertions();
        for (var operation : Operation.all()) {
            if (!OPEN.contains(operation.toString())) {
                var answer = operation.call(poor.given(), names(CanaryShop.nowhere()));
                softly.assertThat(answer.statusCode())
                        .as("%s %s", operation, answer.asString())
                        .isIn(403, 404);
                softly.assertThat(answer.contentType()).as("%s", operation).startsWith("application/problem+json");
            }
        }
        softly.assertAll();
    }

    @Test
    void anotherShopsKeyReachesNothing() {
        var canary = CanaryShop.create();
        var victim = canary.api();
        var names = names(canary.names());
        var reads = Operation.all().stream()
                .filter(operation ->
                        operation.method().equals("GET") && !operation.path().startsWith("/v1/shops"))
                .toList();
        var before = answers(victim, reads, names);
        var thief = TestShop.create();

        var softly = new SoftAssertions();
        for (var operation : Operation.all()) {
            var answer = operation.call(thief.given(), names);
            softly.assertThat(answer.statusCode()).as("%s", operation).isLessThan(500);
            softly.assertThat(answer.asString()).as("%s", operation).doesNotContain(CanaryShop.CANARY);
        }
        softly.assertAll();
        assertThat(answers(victim, reads, names)).isEqualTo(before);
        assertThat(String.join("", before)).contains(CanaryShop.CANARY);
    }

    private static List<String> answers(TestShop shop, List<Operation> reads, Map<String, String> names) {
        return reads.stream()
                .filter(read ->
                        !read.path().startsWith("/v1/shop") && !read.path().startsWith("/v1/api-keys"))
                // Tells of these reads as well.
                .filter(read -> !read.path().equals("/v1/audit-log"))
                .map(read -> read + " " + read.call(shop.given(), names).asString())
                .map(answer -> answer.replaceAll("\"(traceId|lastUsedAt|evaluatedAt|exportedAt|asOf)\":\"[^\"]*\"", "")
                        .replaceAll("\"lastDownloadAt\":(null|\"[^\"]*\")", "")
                        .replaceAll("\"(ahead|lagSeconds|downloads)\":\\d+", ""))
                .toList();
    }

    /// What the placeholders in addresses stand for.
    static Map<String, String> names(Map<String, String> of) {
        var names = new HashMap<String, String>();
        List.of("name", "tag", "layer", "level", "program", "key").forEach(name -> names.put(name, of.get("key")));
        List.of("customer", "order", "event").forEach(name -> names.put(name, of.get(name)));
        names.put("id", of.get("import"));
        List.of("webhook", "delivery", "erasure", "merge", "export").forEach(name -> names.put(name, of.get(name)));
        names.put("entry", of.get("auditEntry"));
        names.put("identity", "pos:1");
        names.put("number", "1");
        names.put("feed", "customer-tags");
        names.put("code", "internal");
        names.put("feature", "points");
        names.put("document", of.get("key"));
        return names;
    }
}
