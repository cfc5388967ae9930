package io.kequn.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.stream.EventType;
import io.kequn.webhook.Receiver.Reply;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Webhooks as they are defined, read and tried.
@KequnTest
class WebhookTest {
    /// Nobody listens there.
    private static final String NOWHERE = "http://127.0.0.1:9/hooks";

    private TestShop shop;

    @BeforeEach
    void begin() {
        shop = TestShop.create();
    }

    private static ValidatableResponse create(TestShop by, Map<String, ?> body) {
        return by.given().body(body).post("/v1/webhooks").then();
    }

    private String made(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("url", NOWHERE, "enabled", false));
        body.putAll(more);
        return create(shop, body).statusCode(201).extract().path("webhook.id");
    }

    @Test
    void isMadeReadChangedAndDeleted() {
        var id = made(Map.of(
                "description",
                " CRM ",
                "filter",
                Map.of("types", List.of("segment.*", "tag.assigned.v1")),
                "notices",
                true));

        var read = shop.given().get("/v1/webhooks/" + id).then().statusCode(200);
        read.body("url", is(NOWHERE))
                .body("description", is("CRM"))
                .body("filter.types", contains("segment.*", "tag.assigned.v1"))
                .body("types", contains("segment.member.entered.v1", "segment.member.left.v1", "tag.assigned.v1"))
                .body("notices", is(true))
                .body("enabled", is(false))
                .body("disabledReason", is("manual"))
                .body("progress.pending", is(0));
        String etag = read.extract().header("ETag");

        shop.given()
                .header("If-Match", etag)
                .body(Map.of("description", "ERP", "filter", Map.of()))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(200)
                .body("description", is("ERP"))
                .body("types.size()", is(EventType.values().length))
                .body("url", is(NOWHERE));
        shop.given()
                .header("If-Match", etag)
                .body(Map.of("description", "late"))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(412)
                .body("code", is("version_mismatch"));

        shop.given().delete("/v1/webhooks/" + id).then().statusCode(204);
        shop.given().get("/v1/webhooks/" + id).then().statusCode(404).body("code", is("webhook_not_found"));
        shop.given().get("/v1/webhooks/" + id + "/deliveries").then().statusCode(404);
    }

    @Test
    void secretIsShownOnlyWhereItIsAskedFor() {
        var answer = create(shop, Map.of("url", NOWHERE, "enabled", false)).statusCode(201);
        String secret = answer.extract().path("secret");
        String id = answer.extract().path("webhook.id");

        assertThat(secret).startsWith("whsec_");
        for (var address : List.of("", "/" + id, "/" + id + "/deliveries")) {
            assertThat(shop.given().get("/v1/webhooks" + address).asString()).doesNotContain("whsec_");
        }
        shop.given()
                .get("/v1/webhooks/" + id + "/secret")
                .then()
                .statusCode(200)
                .body("secret", is(secret))
                .body("previous", nullValue());
        shop.withScopes("webhooks:read")
                .given()
                .get("/v1/webhooks/" + id + "/secret")
                .then()
                .statusCode(403);
        assertThat(shop.given()
                        .body(Map.of("description", "x"))
                        .patch("/v1/webhooks/" + id)
                        .asString())
                .doesNotContain("whsec_");
    }

    @Test
    void sameIdempotencyKeyMakesOneAndRepeatsNoSecret() {
        for (int status : List.of(201, 409)) {
            shop.given()
                    .header("Idempotency-Key", "k")
                    .body(Map.of("url", NOWHERE, "enabled", false))
                    .post("/v1/webhooks")
                    .then()
                    .statusCode(status)
                    .body(status == 201 ? "secret" : "code", is(notNullValue()));
        }
        shop.given().get("/v1/webhooks?count=true").then().body("page.total", is(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fe80::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://0.0.0.0/",
                "http://[::]/",
                "http://224.0.0.1/",
                "http://2852039166/",
                "https://no-such-host.invalid/"
            })
    void whereNothingMayBeSentIsRefused(String url) {
        create(shop, Map.of("url", url))
                .statusCode(422)
                .body("code", is("value_invalid"))
                .body("errors[0].pointer", is("/url"));
        var id = made(Map.of());
        shop.given().body(Map.of("url", url)).patch("/v1/webhooks/" + id).then().statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks",
                "ftp://example.com/",
                "https://",
                "https://user:password@example.com/",
                "https://example.com/#top",
                "https://example.com:0/",
                "https://exämple.com/",
                "file:///etc/passwd"
            })
    void whatIsNoAddressIsRefused(String url) {
        create(shop, Map.of("url", url)).statusCode(422).body("errors[0].pointer", is("/url"));
    }

    @Test
    void mistakesAreToldWhereTheyStand() {
        create(shop, Map.of()).statusCode(400).body("errors[0].pointer", is("/url"));
        create(shop, Map.of("url", NOWHERE, "filter", Map.of("types", List.of("segments.*"))))
                .statusCode(400)
                .body("errors[0].pointer", is("/filter/types"));
        create(shop, Map.of("url", NOWHERE, "filter", Map.of("segments", List.of("absent"))))
                .statusCode(422)
                .body("errors[0].pointer", is("/filter/segments"));
        create(shop, Map.of("url", NOWHERE, "from", "yesterday"))
                .statusCode(422)
                .body("errors[0].pointer", is("/from"));
        var id = made(Map.of());
        shop.given()
                .body(Map.of("from", 5))
                .post("/v1/webhooks/" + id + "/replay")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/from"));
        shop.given()
                .body(Map.of())
                .post("/v1/webhooks/" + id + "/replay")
                .then()
                .statusCode(400);
        shop.given().get("/v1/webhooks/" + id + "/deliveries?state=lost").then().statusCode(422);
        shop.given()
                .get("/v1/webhooks/" + id + "/deliveries/none")
                .then()
                .statusCode(404)
                .body("code", is("webhook_delivery_not_found"));
    }

    @Test
    void aNumberBeforeTheFirstIsRefused() {
        var hooked = new Hooked(shop);
        hooked.customers("a");
        var id = made(Map.of("from", "1"));
        // The first change alone is there; what is below the first number is not.
        shop.given()
                .body(Map.of("from", 0))
                .post("/v1/webhooks/" + id + "/replay")
                .then()
                .statusCode(422);
    }

    @Test
    void nobodyGetsEventsByAWebhookThatTheKeyCannotRead() {
        var tagger = shop.withScopes("webhooks:write", "webhooks:read", "tags:read");
        create(tagger, Map.of("url", NOWHERE, "enabled", false))
                .statusCode(201)
                .body("webhook.types", everyItem(startsWith("tag.")));
        create(tagger, Map.of("url", NOWHERE, "filter", Map.of("types", List.of("segment.*"))))
                .statusCode(403)
                .body("detail", containsString("segments:read"));

        var id = made(Map.of());
        tagger.given()
                .body(Map.of("url", "http://127.0.0.1:9/mine"))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(403);
        tagger.given()
                .body(Map.of("url", "http://127.0.0.1:9/mine", "filter", Map.of("types", List.of("tag.*"))))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void thereAreAtMostFifty() {
        for (int i = 0; i < 50; i++) {
            made(Map.of());
        }
        create(shop, Map.of("url", NOWHERE)).statusCode(409).body("code", is("state_conflict"));
        shop.given()
                .get("/v1/webhooks?limit=20")
                .then()
                .body("items", hasSize(20))
                .body("page.next", notNullValue());
    }

    @Test
    void testTellsWhatTheReceiverAnswers() {
        try (var receiver = Receiver.answering(got -> Reply.of(418).saying("short and stout".repeat(100)))) {
            var id = made(Map.of("url", receiver.url("/t")));

            shop.given()
                    .post("/v1/webhooks/" + id + "/test")
                    .then()
                    .statusCode(200)
                    .body("succeeded", is(false))
                    .body("status", is(418))
                    .body("answer.length()", is(1_024))
                    .body("eventId", is(receiver.got.getFirst().id()));
            assertThat(receiver.got.getFirst().event().getString("type")).isEqualTo("webhook.test.v1");
        }
        var id = made(Map.of());
        shop.given()
                .post("/v1/webhooks/" + id + "/test")
                .then()
                .statusCode(200)
                .body("succeeded", is(false))
                .body("error", containsString("refused"));
    }

    @Test
    void graphQLDoesTheSame() {
        String id = mutate(
                "webhookCreate(input: {url: \"" + NOWHERE
                        + "\", enabled: false, filter: {types: [\"tag.*\"]}}) { webhook { uuid types } secret userErrors { code } }",
                "data.webhookCreate.webhook.uuid");
        var update = mutate(
                "webhookUpdate(input: {id: \"" + id
                        + "\", description: \"CRM\", url: \"http://169.254.169.254/\"}) { userErrors { code field } }",
                "data.webhookUpdate.userErrors[0]");
        assertThat(update).isEqualTo(Map.of("code", "value_invalid", "field", List.of("url")));
        var read = ask("webhook(id: \"" + id
                + "\") { url enabled disabledReason filter { types } progress { ahead pending } }");
        assertThat(read)
                .contains("\"disabledReason\":\"MANUAL\"")
                .contains("\"types\":[\"tag.*\"]")
                .contains("\"pending\":0");
        assertThat(ask("webhookSecret(id: \"" + id + "\") { secret }")).contains("whsec_");
        assertThat(ask("webhooks { nodes { uuid } }")).contains(id).doesNotContain("whsec_");
        assertThat(ask("webhookDeliveries(webhook: \"" + id + "\", state: FAILED) { nodes { id } }"))
                .contains("\"nodes\":[]");
        String test = mutate(
                "webhookTest(input: {id: \"" + id + "\"}) { result { error } userErrors { code } }",
                "data.webhookTest.result.error");
        assertThat(test).contains("refused");
        String deleted = mutate(
                "webhookDelete(input: {id: \"" + id + "\"}) { deletedId userErrors { code } }",
                "data.webhookDelete.deletedId");
        assertThat(deleted).isEqualTo(id);
        assertThat(ask("webhook(id: \"" + id + "\") { url }")).contains("\"webhook\":null");
    }

    private <T> T mutate(String mutation, String path) {
        return shop.given()
                .body(Map.of("query", "mutation { " + mutation + " }"))
                .post("/graphql")
                .then()
                .body("errors", not(notNullValue()))
                .extract()
                .path(path);
    }

    private String ask(String query) {
        return shop.given()
                .body(Map.of("query", "{ " + query + " }"))
                .post("/graphql")
                .asString();
    }
}
