package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.stream.SocketClient;
import io.kequn.token.TestTokens;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every operation of the contract and of the GraphQL schema, called with each credential that must not do: what it
/// answers is 401 or 403, and nothing of anybody. A new operation is in it by itself, a new subscription needs a line.
@KequnTest
class IsolationTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static @Nullable CanaryShop shared;

    /// One use of each subscription.
    private static final Map<String, String> SUBSCRIPTIONS = Map.of(
            "changes", "changes { cursor }",
            "customerLevel", "customerLevel(customer: \"pos:1\") { cursor }",
            "customerTags", "customerTags(customer: \"pos:1\") { cursor }",
            "jobProgress", "jobProgress(id: \"<job>\") { id }",
            "segmentMembership", "segmentMembership(segment: \"<key>\") { cursor }");

    /// A credential that must not do, and what is answered to it. `shop` is what a person chooses.
    private record Wrong(
            String what, @Nullable String secret, @Nullable String shop, int status) {
        static Wrong unknown(String what, @Nullable String secret) {
            return new Wrong(what, secret, null, 401);
        }

        boolean isCustomer() {
            return what.equals("another customer's token");
        }

        HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                    .header("Content-Type", "application/json");
            if (secret != null) {
                request.header("Authorization", "Bearer " + secret);
            }
            if (shop != null) {
                request.header("Kequn-Shop", shop);
            }
            return request;
        }
    }

    @Test
    void noOperationAnswersAWrongCredential() {
        var victim = victim();
        var softly = new SoftAssertions();
        for (var wrong : wrongs(victim)) {
            for (var operation : Operation.all()) {
                var path = operation.path();
                for (var name : AccessMatrixTest.names(victim.names()).entrySet()) {
                    path = path.replace("{" + name.getKey() + "}", name.getValue());
                }
                var body = operation.method().equals("GET") ? HttpRequest.BodyPublishers.noBody() : text("{}");
                var answer = send(wrong.request(path).method(operation.method(), body));
                boolean own = wrong.isCustomer() && operation.isOfCustomers();
                softly.assertThat(answer.statusCode())
                        .as("%s with %s", operation, wrong.what())
                        .isEqualTo(own ? 200 : wrong.status());
                softly.assertThat(answer.body())
                        .as("%s with %s", operation, wrong.what())
                        .doesNotContain(own ? victim.names().get("customer") : CanaryShop.CANARY);
            }
        }
        softly.assertAll();
    }

    @Test
    void noFieldAnswersAWrongCredential() {
        var victim = victim();
        var schema = GraphQLSchemaText.ofService();
        var names = AccessMatrixTest.names(victim.names());
        names.putAll(victim.names());
        var softly = new SoftAssertions();
        for (var wrong : wrongs(victim)) {
            for (var call : GraphQLCall.all()) {
                boolean own = wrong.isCustomer() && Set.of("me", "whoAmI").contains(call.field());
                var question = new JsonObject().put("query", call.document(schema, names));
                var answer = send(wrong.request("/graphql").POST(text(question.encode())));
                // A customer's token may ask, and is told at each field.
                softly.assertThat(answer.statusCode())
                        .as("%s with %s", call, wrong.what())
                        .isEqualTo(wrong.isCustomer() ? 200 : wrong.status());
                softly.assertThat(code(answer.body()))
                        .as("%s with %s", call, wrong.what())
                        .isEqualTo(own ? "" : wrong.status() == 401 ? "credential_invalid" : "scope_missing");
                softly.assertThat(answer.body())
                        .as("%s with %s", call, wrong.what())
                        .doesNotContain(own ? victim.names().get("customer") : CanaryShop.CANARY);
            }
        }
        softly.assertAll();
    }

    @Test
    void noStreamAnswersAWrongCredential() {
        var victim = victim();
        assertThat(SUBSCRIPTIONS.keySet())
                .containsAll(GraphQLSchemaText.ofService().fields("subscription"));
        for (var wrong : wrongs(victim)) {
            if (wrong.shop() == null) {
                subscribe(victim, wrong);
            }
            for (var path : List.of("/v1/changes", "/v1/sync/customers")) {
                var answer = send(wrong.request(path).header("Accept", "text/event-stream, application/json"));
                assertThat(answer.statusCode())
                        .as("%s with %s", path, wrong.what())
                        .isEqualTo(wrong.status());
            }
        }
    }

    private static void subscribe(CanaryShop victim, Wrong wrong) {
        try (var client = new SocketClient(null, "graphql-transport-ws")) {
            client.init(wrong.secret());
            if (wrong.status() == 401) {
                assertThat(client.closed()).as(wrong.what()).isEqualTo(4403);
                return;
            }
            client.await(1);
            SUBSCRIPTIONS.forEach((field, query) -> {
                var document = query.replace("<key>", CanaryShop.KEY)
                        .replace("<job>", victim.names().get("job"));
                client.subscribe(field, "subscription { " + document + " }");
            });
            assertThat(client.await(1 + SUBSCRIPTIONS.size()).stream().skip(1))
                    .as(wrong.what())
                    .allSatisfy(message -> {
                        assertThat(message.type()).isEqualTo("error");
                        assertThat(message.text()).contains("scope_missing").doesNotContain(CanaryShop.CANARY);
                    });
        }
    }

    /// One for all: nobody who gets in here changes anything.
    private static synchronized CanaryShop victim() {
        if (shared == null) {
            shared = CanaryShop.create();
        }
        return shared;
    }

    /// What must open nothing of the victim.
    private static List<Wrong> wrongs(CanaryShop victim) {
        var shop = victim.api();
        String own = shop.given()
                .body(Map.of("name", "another"))
                .put("/v1/customers/pos:" + UUID.randomUUID())
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
        var customer = TestTokens.of(shop, own);
        var claims = TestPeople.claims("admin", shop.key());
        var late = TestPeople.claims("admin", shop.key());
        late.put("exp", Instant.now().getEpochSecond() - 600);
        var person = TestPeople.token(claims, "rsa");
        return List.of(
                Wrong.unknown("no credential", null),
                Wrong.unknown("an unknown key", "sk_unknown_key"),
                new Wrong("another customer's token", customer, null, 403),
                Wrong.unknown("an expired customer token", TestTokens.expired(shop, own)),
                Wrong.unknown(
                        "a tampered customer token",
                        tampered(customer, own, victim.names().get("customer"))),
                Wrong.unknown("an unsigned customer token", unsigned(customer)),
                Wrong.unknown("an expired person's token", TestPeople.token(late, "rsa")),
                Wrong.unknown("a tampered person's token", tampered(person, "li-wei", "wu-han")),
                Wrong.unknown("an unsigned person's token", TestPeople.token(claims, "none")),
                Wrong.unknown("a token signed with the published key", TestPeople.token(claims, "public")),
                new Wrong(
                        "a person of another shop",
                        TestPeople.token(
                                TestPeople.claims("admin", TestShop.create().key()), "rsa"),
                        shop.key(),
                        403));
    }

    private static String tampered(String token, String from, String to) {
        var parts = token.split("\\.");
        var said = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(said).contains(from);
        return parts[0] + "." + encoded(said.replace(from, to)) + "." + parts[2];
    }

    private static String unsigned(String token) {
        return encoded("{\"alg\":\"none\"}") + "." + token.split("\\.")[1] + ".";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String code(String body) {
        var matcher = Pattern.compile("\"code\":\"(\\w+)\"").matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
