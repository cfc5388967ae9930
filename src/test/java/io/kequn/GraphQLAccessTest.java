package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Every query field and every mutation of the schema, called with one shop's key on another shop's things. A
/// new field without a line in [GraphQLCall] fails the test.
@KequnTest
class GraphQLAccessTest {
    /// For the platform administrator; a shop's key is refused, whoever's shop it is.
    private static final Set<String> OF_PLATFORM = Set.of(
            "shopByKey",
            "shops",
            "shopApiKeyCreate",
            "shopCreate",
            "shopFeaturesByKey",
            "shopFeatureSet",
            "shopUpdate");

    /// What the service says of itself is the same for all shops.
    private static final Set<String> OF_SERVICE = Set.of("pack", "packs");

    /// What a key without any scope but `shop:read` may see; of jobs only those that it has started.
    private static final Set<String> OPEN =
            Set.of("shop", "shopClock", "shopFeatures", "shopOrigins", "whoAmI", "jobs", "job");

    /// For customers' own tokens, of which [IsolationTest] tells.
    private static final Set<String> OF_CUSTOMERS = Set.of("me");

    /// What differs between two answers that say the same.
    private static final Map<String, String> VARYING = Map.of(
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>",
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<instant>",
            "\"(id|externalId|secret|principal|by|undoneBy|requestedBy|cursor|endCursor|startCursor|token|traceId)\":\"[^\"]*\"",
                    "<$1>");

    private static final String AUDITED =
            "\\{\"__typename\":\"PersonRecord\",\"data\":\\{[^{}]*(\\{[^{}]*}[^{}]*)*},\"record\":\"audit_entry\"},?";

    /// How the caller names customers, orders and events.
    enum Naming {
        ID,
        GLOBAL_ID,
        IDENTITY
    }

    @Test
    void everyFieldOfTheSchemaIsWalked() {
        var schema = GraphQLSchemaText.ofService();

        assertThat(GraphQLCall.READS).extracting(GraphQLCall::field).containsAll(schema.fields("query"));
        assertThat(GraphQLCall.WRITES).extracting(GraphQLCall::field).containsAll(schema.fields("mutation"));
    }

    /// What another shop has is answered just like what is nowhere, and nothing of it changes.
    @Test
    void anotherShopsKeyReachesNothing() {
        var schema = GraphQLSchemaText.ofService();
        var victim = CanaryShop.create();
        own(victim.api());
        var known = names(victim.names(), Naming.ID);
        var before = facts(schema, victim.api(), known);

        var softly = new SoftAssertions();
        for (var naming : Naming.values()) {
            var names = names(victim.names(), naming);
            var absent = names(CanaryShop.nowhere(), naming);
            var calls = GraphQLCall.all().stream()
                    .filter(call -> naming == Naming.ID || isNamedOtherwise(call, schema, victim, naming))
                    .toList();
            var stolen = answers(calls, schema, thief(), names);
            var nowhere = answers(calls, schema, thief(), absent);
            for (var call : calls) {
                softly.assertThat(stolen.get(call)).as("%s by %s", call, naming).doesNotContain(CanaryShop.CANARY);
                softly.assertThat(comparable(stolen.get(call), names))
                        .as("%s by %s", call, naming)
                        .isEqualTo(comparable(nowhere.get(call), absent));
            }
        }
        softly.assertThat(facts(schema, victim.api(), known)).isEqualTo(before);
        softly.assertAll();
    }

    /// Whether the call names something in another way; one that does not has been walked already.
    private static boolean isNamedOtherwise(
            GraphQLCall call, GraphQLSchemaText schema, CanaryShop victim, Naming naming) {
        var one = call.document(schema, names(victim.names(), Naming.ID));
        return !one.equals(call.document(schema, names(victim.names(), naming)));
    }

    /// Otherwise the walk would prove nothing.
    @Test
    void theSameCallsReachTheirOwnShop() {
        var schema = GraphQLSchemaText.ofService();
        var shop = CanaryShop.create();
        own(shop.api());
        var names = names(shop.names(), Naming.IDENTITY);
        var stolen = answers(GraphQLCall.all(), schema, thief(), names);

        var softly = new SoftAssertions();
        for (var call : GraphQLCall.all()) {
            if (OF_CUSTOMERS.contains(call.field())) {
                continue;
            }
            var by = OF_PLATFORM.contains(call.field())
                    ? TestShop.platform()
                    : shop.api().given();
            var answer = answer(by, call.document(schema, names));
            if (call.operation().equals("query") && !OF_SERVICE.contains(call.field())) {
                softly.assertThat(comparable(answer, names))
                        .as("%s", call)
                        .isNotEqualTo(comparable(stolen.get(call), names));
            }
            var refused = codes(stolen.get(call));
            softly.assertThat(codes(answer))
                    .as("%s: %s", call, answer)
                    .isNotEqualTo(refused.isEmpty() ? null : refused)
                    .doesNotContain("input_invalid");
        }
        softly.assertAll();
    }

    @Test
    void keyWithoutTheScopeDoesNothing() {
        var schema = GraphQLSchemaText.ofService();
        var shop = CanaryShop.create();
        own(shop.api());
        var names = names(shop.names(), Naming.ID);
        var poor = shop.api().withScopes("shop:read");

        var softly = new SoftAssertions();
        answers(GraphQLCall.all(), schema, poor, names).forEach((call, answer) -> {
            if (!OPEN.contains(call.field())) {
                softly.assertThat(codes(answer)).as("%s %s", call, answer).isEqualTo(Set.of("scope_missing"));
                softly.assertThat(answer).as("%s", call).doesNotContain(CanaryShop.CANARY);
            }
        });
        softly.assertAll();
    }

    private static TestShop thief() {
        var shop = TestShop.create(Map.of("name", "thief"));
        own(shop);
        return shop;
    }

    /// All is done when it returns, and one after the other, so that jobs and changes tell the same each time.
    private static void own(TestShop shop) {
        put(shop, "customers/pos:own", Map.of());
        put(shop, "tags/own", Map.of("name", "own"));
        put(shop, "tags/own/rule", Map.of("rule", "number_of_orders > 100"));
        built(shop, "tags/own/rule");
        put(shop, "segments/own", Map.of("name", "own", "kind", "static"));
        put(
                shop,
                "layer-sets/own",
                Map.of("name", "own", "layers", List.of(), "residual", Map.of("key", "own", "name", "own")));
        shop.given().post("/v1/layer-sets/own/publish").then().statusCode(200);
        built(shop, "layer-sets/own");
        put(shop, "level-programs/own", Map.of("name", "own", "levels", List.of(Map.of("key", "own", "name", "own"))));
        shop.given().post("/v1/level-programs/own/publish").then().statusCode(200);
        built(shop, "level-programs/own");
    }

    private static void built(TestShop shop, String address) {
        Eventually.holds(() -> "ready".equals(shop.given().get("/v1/" + address).path("status")));
    }

    private static void put(TestShop shop, String address, Map<String, ?> body) {
        shop.given().body(body).put("/v1/" + address).then().statusCode(201);
    }

    private static Map<String, String> names(Map<String, String> given, Naming naming) {
        var names = new LinkedHashMap<String, String>();
        names.put("customerNode", CanaryShop.globalId("Customer", given.get("customer")));
        names.put("orderNode", CanaryShop.globalId("Order", given.get("order")));
        names.put("eventNode", CanaryShop.globalId("Event", given.get("event")));
        names.put("definitionNode", CanaryShop.globalId("EventDefinition", given.get("key")));
        names.put("layerNode", CanaryShop.globalId("Layer", given.get("layer")));
        names.put("layerSetNode", CanaryShop.globalId("LayerSet", given.get("key")));
        names.put("levelProgramNode", CanaryShop.globalId("LevelProgram", given.get("key")));
        names.put("attributeNode", CanaryShop.globalId("Attribute", given.get("key")));
        names.put("webhookNode", CanaryShop.globalId("Webhook", given.get("webhook")));
        names.put("ownCustomer", "pos:own");
        names.put("ownKey", "own");
        // Several stand for one text; the same one comes first for all shops.
        names.putAll(new TreeMap<>(given));
        boolean exists = given.get("key").equals(CanaryShop.KEY);
        switch (naming) {
            case ID -> {}
            case GLOBAL_ID -> {
                names.put("customer", names.get("customerNode"));
                names.put("other", CanaryShop.globalId("Customer", given.get("other")));
                names.put("order", names.get("orderNode"));
                names.put("event", names.get("eventNode"));
            }
            case IDENTITY -> {
                names.put("customer", exists ? "pos:1" : "pos:absent-1");
                names.put("other", exists ? "pos:2" : "pos:absent-2");
                names.put("order", exists ? "pos:1" : "pos:absent-1");
                names.put("event", exists ? "pos:1" : "pos:absent-1");
            }
        }
        return names;
    }

    private static Map<GraphQLCall, String> answers(
            List<GraphQLCall> calls, GraphQLSchemaText schema, TestShop shop, Map<String, String> names) {
        var answers = new LinkedHashMap<GraphQLCall, String>();
        calls.forEach(call -> answers.put(call, answer(shop.given(), call.document(schema, names))));
        return answers;
    }

    /// All that can be read, but for what an export tells of these reads themselves.
    private static Map<GraphQLCall, String> facts(GraphQLSchemaText schema, TestShop shop, Map<String, String> names) {
        var answers = answers(GraphQLCall.READS, schema, shop, names);
        answers.replaceAll((call, answer) -> answer.replaceAll(AUDITED, "").replaceAll("\"(actual|rows)\":\\d+", ""));
        return answers;
    }

    private static String answer(RequestSpecification by, String document) {
        return by.body(Map.of("query", document))
                .post("/graphql")
                .asString()
                .replaceAll("\"(now|lastUsedAt|evaluatedAt|exportedAt|asOf|traceId)\":\"[^\"]*\"", "")
                .replaceAll("\"(ahead|available|lagSeconds)\":\\d+", "");
    }

    private static String comparable(String answer, Map<String, String> names) {
        for (var name : names.entrySet()) {
            answer = answer.replace(name.getValue(), "<" + name.getKey() + ">");
        }
        for (var varying : VARYING.entrySet()) {
            answer = answer.replaceAll(varying.getKey(), varying.getValue());
        }
        return answer;
    }

    /// Why the answer is a refusal, if it is one.
    private static Set<String> codes(String answer) {
        var codes = new TreeSet<String>();
        var matcher = Pattern.compile("\"code\":\"(\\w+)\"").matcher(answer);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }
}
