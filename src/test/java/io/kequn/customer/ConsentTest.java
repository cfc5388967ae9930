package io.kequn.customer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@KequnTest
class ConsentTest {
    private static final String CUSTOMERS = "/v1/customers/";

    @Test
    void consentIsKnownWithItsProofAndMovesSegmentsAtOnce() {
        var shop = TestShop.create();
        put(shop, "pos:1", Map.of());
        publish(shop, "callable", "consent.marketing.phone = 'granted'");

        record(
                        shop,
                        "pos:1",
                        consent(
                                "marketing",
                                "phone",
                                "granted",
                                Map.of("source", "checkout", "document", Map.of("id", "privacy", "version", "3"))))
                .statusCode(200)
                .body("membershipChanges.key", contains("callable"))
                .body("membershipChanges.operation", contains("entered"));
        consents(shop, "pos:1")
                .body("items", hasSize(1))
                .body("items[0].purpose", is("marketing"))
                .body("items[0].channel", is("phone"))
                .body("items[0].state", is("granted"))
                .body("items[0].withdrawn", is(false))
                .body("items[0].source", is("checkout"))
                .body("items[0].document.id", is("privacy"))
                .body("items[0].document.version", is("3"))
                .body("items[0].recordedBy", not(emptyString()));

        record(shop, "pos:1", consent("marketing", "phone", "denied", Map.of()))
                .body("membershipChanges.operation", contains("left"));
        consents(shop, "pos:1").body("items.state", contains("denied")).body("items.withdrawn", contains(true));
        history(shop, "pos:1").body("items.state", contains("denied", "granted"));
    }

    @Test
    void fieldAndRecordAreOneConsent() {
        var shop = TestShop.create();
        put(shop, "pos:1", Map.of("emailConsent", "granted"));
        publish(shop, "mail", "consent.marketing.email = 'granted'");

        consents(shop, "pos:1")
                .body("items.channel", contains("email"))
                .body("items.state", contains("granted"))
                .body("items.source", contains("api"));
        shop.given().get("/v1/segments/mail").then().body("rule", is("email_consent = 'granted'"));

        record(shop, "pos:1", consent("marketing", "email", "denied", Map.of()))
                .body("customer.emailConsent", is("denied"))
                .body("membershipChanges.operation", contains("left"));
        put(shop, "pos:1", Map.of("emailConsent", "denied"));
        history(shop, "pos:1").body("items.state", contains("denied", "granted"));
        shop.given()
                .get(CUSTOMERS + "pos:1/consents/history?purpose=marketing&channel=sms")
                .then()
                .body("items", empty());
    }

    @Test
    void whatWasSaidLaterCountsInWhateverOrderItArrives() {
        var shop = TestShop.create();
        put(shop, "pos:1", Map.of("smsConsent", "granted"));

        record(shop, "pos:1", consent("marketing", "sms", "denied", Map.of("occurredAt", "2020-01-01T00:00:00Z")))
                .body("customer.smsConsent", is("granted"));
        consents(shop, "pos:1").body("items.state", contains("granted"));
        record(shop, "pos:1", consent("service", "post", "granted", Map.of("occurredAt", "2021-01-01T00:00:00Z")));
        record(shop, "pos:1", consent("service", "post", "denied", Map.of("occurredAt", "2021-01-01T00:00:00Z")));
        record(shop, "pos:1", consent("service", "post", "granted", Map.of("occurredAt", "2021-01-01T00:00:00Z")));
        consents(shop, "pos:1").body("items.find { it.channel == 'post' }.state", is("denied"));
    }

    @Test
    void anEarlierInstantTellsWhatWasKnownThen() {
        var shop = TestShop.create();
        put(shop, "pos:1", Map.of());
        record(shop, "pos:1", consent("analytics", "general", "granted", Map.of()));
        var between = shop.given().get(CUSTOMERS + "pos:1").<String>path("updatedAt");
        record(shop, "pos:1", consent("analytics", "general", "denied", Map.of()));

        shop.given()
                .queryParam("asOf", between)
                .get(CUSTOMERS + "pos:1/consents")
                .then()
                .body("items.state", contains("granted"));
        shop.given()
                .queryParam(
                        "asOf", Instant.parse(between).minus(1, ChronoUnit.DAYS).toString())
                .get(CUSTOMERS + "pos:1/consents")
                .then()
                .body("items", empty());
    }

    @Test
    void whoIsBothHasSaidBoth() {
        var shop = TestShop.create();
        var from = put(shop, "pos:1", Map.of());
        var into = put(shop, "pos:2", Map.of());
        for (var customer : List.of(from, into)) {
            var later = customer.equals(from) ? "2024-01-01T00:00:00Z" : "2023-01-01T00:00:00Z";
            var state = customer.equals(from) ? "denied" : "granted";
            record(shop, customer, consent("marketing", "email", state, Map.of("occurredAt", later)));
            record(shop, customer, consent("marketing", "wechat", state, Map.of("occurredAt", "2024-01-01T00:00:00Z")));
        }
        record(shop, into, consent("profiling", "general", "granted", Map.of("occurredAt", "2024-01-01T00:00:00Z")));

        shop.given()
                .body(Map.of("into", into))
                .post(CUSTOMERS + from + "/merge")
                .then()
                .statusCode(200)
                .body("customer.emailConsent", is("denied"));
        consents(shop, into)
                .body("items.find { it.channel == 'email' }.state", is("denied"))
                .body("items.find { it.channel == 'wechat' }.state", is("denied"))
                .body("items.find { it.channel == 'general' }.state", is("granted"));
        history(shop, into).body("items", hasSize(5));
    }

    /// What rules read of the row is what the history tells, whatever was said in whatever order.
    @Test
    void rowAndHistoryTellTheSame() {
        var shop = TestShop.create();
        var random = new Random(7);
        var states = List.of("granted", "denied", "pending", "unknown");
        for (int i = 0; i < 40; i++) {
            var customer = "pos:" + random.nextInt(3);
            var said = new ArrayList<Map<String, Object>>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                said.add(consent(
                        "marketing",
                        random.nextBoolean() ? "sms" : "phone",
                        states.get(random.nextInt(4)),
                        random.nextBoolean()
                                ? Map.of()
                                : Map.of("occurredAt", "202" + random.nextInt(3) + "-01-01T00:00:00Z")));
            }
            put(shop, customer, Map.of("consents", said));
        }

        for (int i = 0; i < 3; i++) {
            var customer = "pos:" + i;
            var present = consents(shop, customer).extract().jsonPath();
            for (var channel : List.of("sms", "phone")) {
                var told = present.getString("items.find { it.channel == '" + channel + "' }?.state");
                var filter = "consent.marketing." + channel + " = '" + (told == null ? "unknown" : told) + "'";
                shop.given()
                        .queryParam("filter", filter)
                        .get("/v1/customers")
                        .then()
                        .statusCode(200)
                        .body("items.identities.flatten().externalId", hasItem(String.valueOf(i)));
            }
        }
    }

    @Test
    void deletedPersonLeavesNoConsents() {
        var shop = TestShop.create();
        put(shop, "pos:1", Map.of("smsConsent", "granted"));
        shop.given().delete(CUSTOMERS + "pos:1").then().statusCode(200);

        put(shop, "pos:1", Map.of());
        consents(shop, "pos:1").body("items", empty());
    }

    @Test
    void wrongConsentsAreRefusedAtTheirPlace() {
        var shop = TestShop.create();
        put(shop, "pos:1", Map.of());

        record(shop, "pos:1", consent("marketing", "sms", "granted", Map.of("occurredAt", "2999-01-01T00:00:00Z")))
                .statusCode(422)
                .body("errors[0].pointer", is("/consents/0/occurredAt"));
        record(shop, "pos:1", Map.of("purpose", "marketing", "channel", "sms"))
                .statusCode(400)
                .body("errors[0].pointer", is("/consents/0/state"));
        record(shop, "pos:1", consent("marketing", "fax", "granted", Map.of())).statusCode(422);
        shop.given()
                .body(Map.of(
                        "smsConsent", "denied", "consents", List.of(consent("marketing", "sms", "granted", Map.of()))))
                .put(CUSTOMERS + "pos:1")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/consents/0"));
        shop.given()
                .body(Map.of("consents", List.of()))
                .post(CUSTOMERS + "pos:1/consents")
                .then()
                .statusCode(422);
        shop.given().get(CUSTOMERS + "pos:1/consents?asOf=yesterday").then().statusCode(422);
        shop.given()
                .get(CUSTOMERS + "pos:1/consents/history?channel=fax")
                .then()
                .statusCode(422);
        consents(shop, "pos:1").body("items", empty());
    }

    @Test
    void graphQLDoesTheSame() {
        var shop = TestShop.create();
        put(shop, "pos:1", Map.of());
        var document = """
                mutation { customerConsentsRecord(input: {customer: "pos:1", consents: [
                  {purpose: ADVERTISING, channel: GENERAL, state: GRANTED, source: "app", document: {id: "terms"}}]}) {
                  customer { consents { purpose channel state source document { id version } } } userErrors { message } } }
                """;
        shop.given()
                .body(Map.of("query", document))
                .post("/graphql")
                .then()
                .body("data.customerConsentsRecord.userErrors", empty())
                .body("data.customerConsentsRecord.customer.consents[0].purpose", is("ADVERTISING"))
                .body("data.customerConsentsRecord.customer.consents[0].document.version", nullValue());
        shop.given()
                .body(Map.of(
                        "query",
                        "{ customerConsentHistory(customer: \"pos:1\", first: 1) { nodes { state } }"
                                + " customerConsents(customer: \"pos:1\") { source } }"))
                .post("/graphql")
                .then()
                .body("data.customerConsentHistory.nodes.state", contains("GRANTED"))
                .body("data.customerConsents.source", contains("app"));
    }

    private static String put(TestShop shop, String customer, Map<String, ?> fields) {
        return shop.given()
                .body(fields)
                .put(CUSTOMERS + customer)
                .then()
                .extract()
                .path("customer.id");
    }

    private static Map<String, Object> consent(String purpose, String channel, String state, Map<String, ?> more) {
        var consent = new LinkedHashMap<String, Object>(more);
        consent.put("purpose", purpose);
        consent.put("channel", channel);
        consent.put("state", state);
        return consent;
    }

    private static ValidatableResponse record(TestShop shop, String customer, Map<String, ?> consent) {
        return shop.given()
                .body(Map.of("consents", List.of(consent)))
                .post(CUSTOMERS + customer + "/consents")
                .then();
    }

    private static ValidatableResponse consents(TestShop shop, String customer) {
        return shop.given().get(CUSTOMERS + customer + "/consents").then().statusCode(200);
    }

    private static ValidatableResponse history(TestShop shop, String customer) {
        return shop.given()
                .get(CUSTOMERS + customer + "/consents/history")
                .then()
                .statusCode(200);
    }

    private static void publish(TestShop shop, String key, String rule) {
        shop.given()
                .body(Map.of("name", key, "rule", rule))
                .put("/v1/segments/" + key)
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + key).path("status")));
    }
}
