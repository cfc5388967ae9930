package io.kequn.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KequnTest
class PackTest {
    private static final String NOON = "2026-06-15T12:00:00";
    private static final String PACK = "/v1/packs/retail-cn";

    @Test
    void packsAreNamedInTheCallersLanguage() {
        var shop = TestShop.create();

        shop.given()
                .get("/v1/packs")
                .then()
                .statusCode(200)
                .body("items.key", contains("retail-cn"))
                .body("items.name", contains("Retail in China"));
        shop.given().header("Accept-Language", "zh-CN").get("/v1/packs").then().body("items.name", contains("零售起步包"));
    }

    @Test
    void namesOfWhatAPackDefinesAreInTheShopsLanguageOrTheOneAskedFor() {
        var chinese = TestShop.create(Map.of("locale", "zh-CN"));
        var english = TestShop.create(Map.of("locale", "en-US"));

        chinese.given()
                .get(PACK)
                .then()
                .statusCode(200)
                .body("language", is("zh"))
                .body("name", is("Retail in China"))
                .body("rules.segments.name", contains("高消费", "忠实", "新", "潜在", "沉睡", "流失", "年轻高消费"));
        english.given().get(PACK).then().body("language", is("en")).body("rules.segments.name", hasItems("Loyal"));
        english.given().get(PACK + "?language=zh").then().body("rules.layerSets[0].layers.name", hasItems("活跃"));
        english.given().get(PACK + "?language=fr").then().statusCode(422).body("errors[0].pointer", is("language"));
    }

    @Test
    void documentOfAPackIsOneOfRulesAsCode() {
        var shop = TestShop.create();
        Map<String, ?> rules = shop.given().get(PACK + "?language=zh").path("rules");

        apply(shop, "?language=zh").statusCode(200);

        shop.given()
                .body(rules)
                .post("/v1/rules/apply?prune=true")
                .then()
                .statusCode(200)
                .body("items.action", everyItem(is("unchanged")));
    }

    @Test
    void dryRunTellsAndMakesNothing() {
        var shop = TestShop.create();

        apply(shop, "?dryRun=true")
                .statusCode(200)
                .body("dryRun", is(true))
                .body("items.findAll { it.kind == 'segment' }.size()", is(7))
                .body("items.action", everyItem(is("create")));

        shop.given().get("/v1/segments").then().body("items", empty());
        shop.given().get("/v1/tags").then().body("items", empty());
        shop.given().get("/v1/jobs").then().body("items", empty());
    }

    /// What each customer has done, and by a count by hand, where that puts them.
    @Test
    void customersAreWhereACountByHandPutsThem() {
        var shop = TestShop.createAt(NOON);
        customer(shop, "rich", Map.of("birthDate", "2000-06-20"), "6000.00@2026-06-01");
        customer(shop, "older-rich", Map.of("birthDate", "1960-01-01"), "3000.00@2026-03-01", "3000.00@2026-03-17");
        customer(
                shop,
                "regular",
                Map.of(),
                "100.00@2026-02-01",
                "100.00@2026-04-01",
                "100.00@2026-05-01",
                "100.00@2026-06-01",
                "100.00@2026-06-10");
        customer(shop, "first", Map.of(), "200.00@2026-06-14");
        customer(shop, "asleep", Map.of(), "20.00@2026-01-10", "20.00@2026-03-17");
        customer(shop, "gone", Map.of(), "20.00@2025-12-17");
        customer(shop, "looking", Map.of());
        event(shop, "looking", "product_viewed", "2026-03-20T10:00:00Z");
        customer(shop, "carting", Map.of());
        event(shop, "carting", "added_to_cart", "2026-06-12T10:00:00Z");
        customer(shop, "idle", Map.of());
        event(shop, "idle", "product_viewed", "2026-01-20T10:00:00Z");

        apply(shop, "").statusCode(200);
        settle(shop);

        assertThat(members(shop))
                .isEqualTo(Map.of(
                        "high-spend", List.of("older-rich", "rich"),
                        "loyal", List.of("regular"),
                        "new", List.of("first", "gone", "rich"),
                        "potential", List.of("carting", "looking"),
                        "dormant", List.of("asleep", "older-rich"),
                        "lost", List.of("gone"),
                        "young-high-spend", List.of("rich")));
        assertThat(of(shop, "layers", "items[0].layer"))
                .isEqualTo(Map.of(
                        "rich", "new",
                        "older-rich", "dormant",
                        "regular", "active",
                        "first", "new",
                        "asleep", "dormant",
                        "gone", "lost",
                        "looking", "potential",
                        "carting", "potential",
                        "idle", "potential"));
        assertThat(of(shop, "tags", "items.key"))
                .isEqualTo(Map.of(
                        "rich", List.of("birthday-month", "order-value-high"),
                        "older-rich", List.of("order-value-high"),
                        "regular", List.of("frequent-buyer", "order-value-low"),
                        "first", List.of("order-value-medium"),
                        "asleep", List.of("order-value-low"),
                        "gone", List.of("order-value-low"),
                        "looking", List.of(),
                        "carting", List.of("cart-waiting"),
                        "idle", List.of()));
    }

    @Test
    void givenTwiceItMakesNothingMore() {
        var shop = TestShop.create();
        apply(shop, "").statusCode(200);
        settle(shop);

        apply(shop, "").statusCode(200).body("items.action", everyItem(is("unchanged")));

        shop.given().get("/v1/segments/loyal").then().body("liveVersion", is(1));
    }

    @Test
    void whatTheMerchantHasMadeIsKeptUnlessItShallBeOverwritten() {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "Mine", "rule", "number_of_orders >= 9"))
                .put("/v1/segments/loyal")
                .then()
                .statusCode(201);

        for (var query : List.of("?dryRun=true", "")) {
            apply(shop, query)
                    .statusCode(200)
                    .body("items.find { it.key == 'loyal' }.action", is("kept"))
                    .body("items.find { it.key == 'loyal' }.changes", contains("name", "description", "rule"))
                    .body("items.findAll { it.action == 'create' }.key", hasItems("high-spend", "lifecycle"));
        }
        shop.given().get("/v1/segments/loyal").then().body("name", is("Mine")).body("status", is("draft"));

        apply(shop, "?overwrite=true")
                .statusCode(200)
                .body("items.findAll { it.action != 'unchanged' }.key", contains("loyal"))
                .body("items.find { it.key == 'loyal' }.action", is("change"));
        settle(shop);
        shop.given().get("/v1/segments/loyal").then().body("name", is("忠实")).body("rule", is("number_of_orders >= 5"));
    }

    /// Even what can never become as the pack has it is no reason to refuse the others.
    @Test
    void segmentOfAnotherKindIsKept() {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "忠实", "kind", "static"))
                .put("/v1/segments/loyal")
                .then()
                .statusCode(201);

        apply(shop, "?overwrite=true").statusCode(409).body("code", is("state_conflict"));
        apply(shop, "")
                .statusCode(200)
                .body("items.find { it.key == 'loyal' }.action", is("kept"))
                .body("items.find { it.key == 'loyal' }.changes", hasItems("kind", "rule"));

        shop.given().get("/v1/segments/loyal").then().body("kind", is("static"));
    }

    @Test
    void whoMayNotPublishGetsNothing() {
        var shop = TestShop.create();

        for (var scopes : List.of(
                List.of("segments:read"),
                List.of("segments:write", "tags:write"),
                List.of("segments:write", "segments:publish"),
                List.of("segments:write", "segments:publish", "tags:write"))) {
            apply(shop.withScopes(scopes.toArray(String[]::new)), "?dryRun=true")
                    .statusCode(403)
                    .body("code", is("scope_missing"));
        }
        shop.withScopes("tags:read").given().get("/v1/packs").then().statusCode(403);
        apply(shop.withScopes("segments:write", "segments:publish", "tags:write", "points:publish"), "")
                .statusCode(200);
    }

    @Test
    void unknownPackIsNotFound() {
        var shop = TestShop.create();

        shop.given().get("/v1/packs/retail-us").then().statusCode(404).body("code", is("pack_not_found"));
        shop.given().post("/v1/packs/retail-us/apply").then().statusCode(404).body("code", is("pack_not_found"));
        apply(shop, "?dry_run=true").statusCode(400);
    }

    @Test
    void severalAtOnceMakeItOnce() {
        var shop = TestShop.create();

        var answers = Stream.generate(() ->
                        CompletableFuture.supplyAsync(() -> apply(shop, "").extract()))
                .limit(4)
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .allMatch(answer -> answer.statusCode() == 200)
                .filteredOn(answer -> answer.path("items[0].action").equals("create"))
                .hasSize(1);
    }

    @Test
    void graphqlDoesTheSame() {
        var shop = TestShop.create();

        ask(shop, "{ packs { key name description } }").body("data.packs.key", contains("retail-cn"));
        ask(
                        shop,
                        "{ pack(key: \"retail-cn\", language: ZH) { language rules { segments { key name } tags { key } } } }")
                .body("data.pack.language", is("ZH"))
                .body("data.pack.rules.segments.name", hasItems("忠实"));
        ask(shop, "{ pack(key: \"nothing\") { key } }").body("data.pack", is((Object) null));
        var apply = "mutation { packApply(input: {key: \"%s\", dryRun: %s, language: ZH})"
                + " { plan { dryRun items { kind key action } } userErrors { code } } }";
        ask(shop, apply.formatted("retail-cn", true)).body("data.packApply.plan.dryRun", is(true));
        ask(shop, apply.formatted("retail-cn", false)).body("data.packApply.userErrors", empty());
        ask(shop, apply.formatted("nothing", false)).body("data.packApply.userErrors.code", contains("pack_not_found"));
        shop.given()
                .get("/v1/segments")
                .then()
                .body("items.name", containsInAnyOrder("高消费", "忠实", "新", "潜在", "沉睡", "流失", "年轻高消费"));
    }

    /// A point a unit of money, times what the level gives that the order before has brought; the rest by events.
    @Test
    void starterPointsAreEarned() {
        var shop = TestShop.createAt(NOON);
        apply(shop, "").statusCode(200);
        settle(shop);
        shop.advance(Duration.ofDays(3));

        customer(shop, "rich", Map.of(), "2000.90@2026-06-16", "100.00@2026-06-17");
        for (var name : List.of("signed_in", "product_reviewed", "product_shared")) {
            event(shop, "rich", name, "2026-06-17T10:00:00Z");
        }

        shop.given()
                .get("/v1/customers/pos:rich/points")
                .then()
                .body("pending", is(2_000 + 150))
                .body("maturing.points", contains(2_000, 150))
                .body("balance", is(5 + 30 + 15));
        shop.advance(Duration.ofDays(30));
        shop.given().get("/v1/customers/pos:rich/points").then().body("balance", is(2_200));
        shop.given()
                .get("/v1/customers/pos:rich/points/lots")
                .then()
                .body("items.expiresAt", everyItem(is("2027-12-31T16:00:00Z")));
    }

    private static ValidatableResponse apply(TestShop shop, String query) {
        return shop.given().post(PACK + "/apply" + query).then();
    }

    private static ValidatableResponse ask(TestShop shop, String query) {
        return shop.given().body(Map.of("query", query)).post("/graphql").then().statusCode(200);
    }

    private static void settle(TestShop shop) {
        Eventually.holds(
                () -> shop.given().get("/v1/jobs?limit=200").jsonPath().<String>getList("items.status").stream()
                        .allMatch("succeeded"::equals));
    }

    /// Orders are written as amount@date.
    private static void customer(TestShop shop, String name, Map<String, ?> profile, String... orders) {
        var fields = new HashMap<String, Object>(profile);
        fields.put("name", name);
        shop.given().body(fields).put("/v1/customers/pos:" + name).then().statusCode(201);
        for (var order : orders) {
            var parts = order.split("@", 2);
            shop.given()
                    .body(Map.of(
                            "customer", "pos:" + name,
                            "source", "pos",
                            "externalId", name + order,
                            "placedAt", parts[1] + "T10:00:00+08:00",
                            "total", Map.of("amount", parts[0], "currency", "CNY")))
                    .post("/v1/orders")
                    .then()
                    .statusCode(201);
        }
    }

    private static void event(TestShop shop, String customer, String name, String at) {
        shop.given()
                .body(Map.of(
                        "customer",
                        "pos:" + customer,
                        "source",
                        "app",
                        "externalId",
                        customer + name,
                        "name",
                        name,
                        "occurredAt",
                        at))
                .post("/v1/events")
                .then()
                .statusCode(201);
    }

    /// The names of the members by segment.
    private static Map<String, List<String>> members(TestShop shop) {
        var members = new TreeMap<String, List<String>>();
        List<String> keys = shop.given().get("/v1/segments").path("items.key");
        for (var key : keys) {
            List<String> names =
                    shop.given().get("/v1/segments/" + key + "/members").path("items.customer.name");
            members.put(key, names.stream().sorted().toList());
        }
        return members;
    }

    /// What an address below each customer says, by the customers' names.
    private static Map<String, Object> of(TestShop shop, String what, String path) {
        var found = new LinkedHashMap<String, Object>();
        List<String> names = shop.given().get("/v1/customers").path("items.name");
        for (var name : names) {
            found.put(
                    name,
                    shop.given().get("/v1/customers/pos:" + name + "/" + what).path(path));
        }
        return found;
    }
}
