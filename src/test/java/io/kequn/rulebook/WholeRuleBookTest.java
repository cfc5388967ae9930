package io.kequn.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.HeldCustomers;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Files of rules with all that rules read and decide.
@KequnTest
class WholeRuleBookTest {
    /// Each list reads what stands below it.
    private static final String BOOK = """
        version: 1
        attributes:
          - {key: shoe_size, name: Shoe size, type: number}
          - {key: style, name: Style, type: string, allowedValues: [plain, loud]}
        eventDefinitions:
          - name: listened
            description: to music
            properties: [{name: genre, type: string}, {name: minutes, type: number}]
        tagGroups:
          - {key: worth, name: 价值, kind: behaviour, exclusive: true}
          - {key: notes, name: Notes}
        tags:
          - {key: friend, name: 朋友, color: '#1a7f37', groupKey: notes}
          - {key: gold, name: Gold, groupKey: worth, rule: "IN SEGMENT 'big'", priority: 2}
          - {key: silver, name: Silver, groupKey: worth, rule: number_of_orders >= 1}
          - {key: top, name: Top, rule: "IN LAYER 'stage' = 'late'"}
        segments:
          - {key: big, name: 高消费, rule: amount_spent > 100}
          - {key: shod, name: Shod, rule: custom.shoe_size > 44 AND custom.style = 'loud'}
          - {key: jazz, name: Jazz, rule: "event MATCHES (name = 'listened', genre = 'jazz', sum_minutes >= 60)"}
          - {key: waiting, name: Waiting, rule: "customer_tags CONTAINS 'top'", draft: true}
          - {key: friends, name: Friends, kind: static}
        layerSets:
          - key: stage
            name: 阶段
            layers:
              - {key: late, name: Late, rule: "customer_tags CONTAINS 'gold' AND IN SEGMENT 'shod'"}
              - {key: early, name: Early, rule: number_of_orders > 0}
            residual: {key: rest, name: 其余}
          - {key: planned, name: Planned, layers: [], residual: {key: all, name: All}, draft: true}
        """;

    /// The lock that every writer of facts shares.
    private static final int RULES_LOCK = 20001;

    @Inject
    DataSource database;

    private TestShop shop;
    private RuleFiles files;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        files = new RuleFiles(shop);
    }

    private static void serveCustomers(TestShop shop) {
        var segments = new Segments(shop);
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "50.00");
        segments.customer("pos:3", "Oslo");
        shop.given()
                .body(Map.of(
                        "customer",
                        "pos:3",
                        "source",
                        "app",
                        "externalId",
                        "1",
                        "name",
                        "listened",
                        "occurredAt",
                        "2026-01-06T10:00:00Z",
                        "properties",
                        Map.of("genre", "jazz", "minutes", 75)))
                .post("/v1/events")
                .then()
                .statusCode(201);
    }

    private static void putOnShoes(TestShop shop) {
        shop.given()
                .body(Map.of("custom", Map.of("shoe_size", 46, "style", "loud")))
                .patch("/v1/customers/pos:1")
                .then()
                .statusCode(200);
    }

    @Test
    void oneFileMakesAnEmptyShop() {
        serveCustomers(shop);

        files.carryOut(BOOK)
                .body(
                        "items.kind",
                        hasItems("attribute", "event_definition", "tag_group", "tag", "segment", "layer_set"))
                .body("items.size()", is(16))
                .body("items.action", everyItem(is("create")));
        putOnShoes(shop);

        assertThat(files.of("pos:1"))
                .isEqualTo(Map.of(
                        "segments", List.of("big", "shod"),
                        "tags", List.of("gold=rule", "top=rule"),
                        "layers", List.of("stage=late")));
        assertThat(files.of("pos:2"))
                .isEqualTo(Map.of(
                        "segments", List.of(), "tags", List.of("silver=rule"), "layers", List.of("stage=early")));
        assertThat(files.of("pos:3"))
                .isEqualTo(Map.of("segments", List.of("jazz"), "tags", List.of(), "layers", List.of("stage=rest")));
        shop.given().get("/v1/segments/waiting").then().body("status", is("draft"));
        shop.given().get("/v1/layer-sets/planned").then().body("status", is("draft"));
        shop.given().get("/v1/tags/friend").then().body("color", is("#1a7f37")).body("groupKey", is("notes"));
    }

    @Test
    void exportMakesAnotherShopTheSame() {
        serveCustomers(shop);
        files.carryOut(BOOK);
        putOnShoes(shop);
        var exported = files.export();
        var other = TestShop.create();
        var copies = new RuleFiles(other);
        serveCustomers(other);

        copies.carryOut(exported).body("items.action", everyItem(is("create")));
        putOnShoes(other);

        assertThat(copies.export()).isEqualTo(exported);
        for (var customer : List.of("pos:1", "pos:2", "pos:3")) {
            assertThat(copies.of(customer)).as(customer).isEqualTo(files.of(customer));
        }
    }

    @Test
    void theSecondTimeNothingHappens() {
        files.carryOut(BOOK);
        var jobs = files.statuses();
        var exported = files.export();

        for (var again : List.of(BOOK, exported)) {
            files.apply(again, "?prune=true")
                    .statusCode(200)
                    .body("items.size()", is(16))
                    .body("items.action", everyItem(is("unchanged")));
        }

        assertThat(files.statuses()).isEqualTo(jobs);
        assertThat(files.export()).isEqualTo(exported);
        shop.given().get("/v1/layer-sets/stage").then().body("liveVersion", is(1));
        shop.given().get("/v1/tags/gold/rule").then().body("version", is(1));
    }

    @Test
    void dryRunTellsWhatWouldHappenAndDoesNothing() {
        files.carryOut(BOOK.replace("Gold", "Old"));
        var exported = files.export();
        var jobs = files.statuses();

        files.apply(
                        BOOK.replace("amount_spent > 100", "amount_spent > 300")
                                .replace("priority: 2", "priority: 3")
                                .replace("{key: early", "{key: soon")
                                .replace("loud]", "loud, odd]")
                                .replace("exclusive: true", "exclusive: false")
                                .replace("        segments:\n", "          - {key: more, name: More}\nsegments:\n"),
                        "?dryRun=true")
                .statusCode(200)
                .body("items.find { it.key == 'gold' }.changes", contains("name", "priority"))
                .body("items.find { it.key == 'big' }.changes", contains("rule"))
                .body("items.find { it.key == 'stage' }.changes", contains("layers"))
                .body("items.find { it.key == 'style' }.changes", contains("allowedValues"))
                .body("items.find { it.key == 'worth' }.changes", contains("exclusive"));

        assertThat(files.export()).isEqualTo(exported);
        assertThat(files.statuses()).isEqualTo(jobs);
    }

    /// A dry run is refused for what the real one would be refused for.
    @Test
    void whatIsStillReadCannotGo() {
        files.carryOut(BOOK);
        var layers = BOOK.substring(BOOK.indexOf("layerSets:")).replace("{key: late", "{key: later");
        var exported = files.export();

        for (var query : List.of("?dryRun=true", "")) {
            files.apply(layers, query)
                    .statusCode(409)
                    .body("code", is("in_use"))
                    .body("errors.pointer", contains("/v1/tags/top/rule"));
            files.apply("segments: []", query.isEmpty() ? "?prune=true" : query + "&prune=true")
                    .statusCode(409)
                    .body("errors.pointer", hasItems("/v1/tags/gold/rule", "/v1/layer-sets/stage"));
        }

        assertThat(files.export()).isEqualTo(exported);
    }

    /// The place is that in the document.
    @Test
    void aTypeThatARuleCannotTakeIsRefusedWhereItIsDeclared() {
        new Segments(shop)
                .put("fit", "event MATCHES (name = 'fitted', size = 'L')")
                .statusCode(201);

        files.apply("""
            eventDefinitions:
              - {name: other, properties: [{name: size, type: number}]}
              - {name: fitted, properties: [{name: size, type: number}]}
            """, "")
                .statusCode(409)
                .body("code", is("in_use"))
                .body("errors.pointer", contains("/eventDefinitions/1/properties"));
    }

    /// The dry run as well, and what the file leaves as it is keeps what it reads.
    @Test
    void aTypeChangesTogetherWithTheRuleThatReadsIt() {
        var before = """
            eventDefinitions:
              - {name: fitted, properties: [{name: size, type: string}]}
            segments:
              - {key: large, name: Large, rule: "event MATCHES (name = 'fitted', size = 'L')"}
            """;
        var after = """
            eventDefinitions:
              - {name: fitted, properties: [{name: size, type: number}]}
            segments:
              - {key: large, name: Large, rule: "event MATCHES (name = 'fitted', size > 44)"}
            """;
        files.carryOut(before);
        var segments = new Segments(shop);
        segments.customer("pos:1", "Oslo");
        fitted("pos:1", "1", "L");
        fitted("pos:1", "2", "45");
        assertThat(segments.of("pos:1")).containsExactly("large");

        var alone = after.substring(0, after.indexOf("segments:"));
        for (var query : List.of("?dryRun=true", "")) {
            files.apply(alone, query)
                    .statusCode(409)
                    .body("code", is("in_use"))
                    .body("errors.pointer", contains("/eventDefinitions/0/properties"));
        }
        files.apply(after, "?dryRun=true").statusCode(200).body("items.action", contains("change", "change"));
        assertThat(files.export()).contains("size = 'L'");
        fitted("pos:2", "3", "46");
        assertThat(segments.of("pos:2")).isEmpty();

        files.carryOut(after);

        assertThat(segments.of("pos:1")).containsExactly("large");
        assertThat(segments.of("pos:2")).containsExactly("large");
        files.apply(after, "").body("items.action", contains("unchanged", "unchanged"));
        files.carryOut(before);
        assertThat(segments.of("pos:2")).isEmpty();
    }

    private void fitted(String customer, String id, String size) {
        shop.given()
                .body(Map.of(
                        "customer",
                        customer,
                        "source",
                        "app",
                        "externalId",
                        id,
                        "name",
                        "fitted",
                        "occurredAt",
                        "2026-01-06T10:00:00Z",
                        "properties",
                        Map.of("size", size)))
                .post("/v1/events")
                .then()
                .statusCode(201);
    }

    /// A rule that stays and can still be read would mean something else all the same.
    @Test
    void whatAnUnchangedRuleReadsKeepsItsType() {
        files.carryOut("""
            eventDefinitions:
              - {name: fitted, properties: [{name: size, type: string}, {name: kind, type: string}]}
            segments:
              - {key: known, name: Known, rule: "event MATCHES (name = 'fitted', size IS NOT NULL)"}
            """);

        files.apply("""
            eventDefinitions:
              - {name: fitted, properties: [{name: size, type: number}, {name: kind, type: number}]}
            """, "").statusCode(409).body("errors.pointer", contains("/v1/segments/known"));
    }

    @Test
    void dryRunWaitsForNoWriterAndHoldsNoneUp() throws Exception {
        files.carryOut(BOOK);
        var segments = new Segments(shop);
        segments.customer("pos:1", "Oslo");
        try (var held = new HeldCustomers(database, shop)) {
            held.run("select pg_advisory_xact_lock_shared(%d, id) from shop where key = '%s'"
                    .formatted(RULES_LOCK, shop.key()));
            files.apply(BOOK.replace("priority: 2", "priority: 3"), "?dryRun=true")
                    .statusCode(200);
        }
        CompletableFuture<ValidatableResponse> dryRun;
        try (var held = new HeldCustomers(database, shop)) {
            held.run("select from tag_group g join shop s on s.id = g.shop_id where s.key = '%s' for update of g"
                    .formatted(shop.key()));
            dryRun = CompletableFuture.supplyAsync(
                    () -> files.apply(BOOK.replace("价值", "Worth").replace("name: 阶段", "name: Stage"), "?dryRun=true"));
            held.awaitWriter();

            segments.order("pos:7", "7", "500.00").statusCode(201);
            shop.given()
                    .body(Map.of())
                    .put("/v1/customers/pos:7/tags/friend")
                    .then()
                    .statusCode(200);
            assertThat(dryRun).isNotDone();
        }
        dryRun.get().statusCode(200);
    }

    @Test
    void circlesAreRefusedWithTheirWayOverAllKinds() {
        var circle = """
            tags:
              - {key: t, name: T, rule: "IN SEGMENT 's'"}
            segments:
              - {key: s, name: S, rule: "IN LAYER 'l' = 'a'"}
            layerSets:
              - {key: l, name: L, layers: [{key: a, name: A, rule: "customer_tags CONTAINS 't'"}], residual: {key: b, name: B}}
            """;

        for (var query : List.of("?dryRun=true", "")) {
            files.apply(circle, query)
                    .statusCode(409)
                    .body("code", is("rule_cycle"))
                    .body("errors[0].pointer", is("/tags/0/rule"))
                    .body("detail", containsString("`tag:t` → `s` → `layer:l` → `tag:t`"));
        }

        shop.given().get("/v1/tags").then().body("items", empty());
        shop.given().get("/v1/layer-sets").then().body("items", empty());
    }

    @Test
    void dependenciesTurnRoundInOneGo() {
        new Segments(shop).order("pos:1", "1", "500.00");
        files.carryOut("""
            tags: [{key: t, name: T, rule: "IN SEGMENT 's'"}]
            segments: [{key: s, name: S, rule: amount_spent > 100}]
            """);
        assertThat(files.of("pos:1")).containsEntry("tags", List.of("t=rule"));

        files.carryOut("""
            tags: [{key: t, name: T, rule: amount_spent > 1000}]
            segments: [{key: s, name: S, rule: "customer_tags NOT CONTAINS 't'"}]
            """);

        assertThat(files.of("pos:1")).containsEntry("tags", List.of()).containsEntry("segments", List.of("s"));
    }

    @Test
    void mistakesOfAllKindsAreToldAtOnce() {
        files.apply(
                        BOOK.replace("key: shoe_size", "key: Shoe")
                                .replace("{name: minutes", "{name: date")
                                .replace("name: 价值", "name: ''")
                                .replace("#1a7f37", "green")
                                .replace("number_of_orders >= 1", "number_of_order >= 1")
                                .replace("amount_spent > 100", "amount_spent > '100'")
                                .replace("key: early", "key: late")
                                .replace("number_of_orders > 0", "number_of_orders >"),
                        "")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/attributes/0/key",
                                "/eventDefinitions/0/properties/1/name",
                                "/tagGroups/0/name",
                                "/tags/0/color",
                                "/tags/2/rule",
                                "/segments/0/rule",
                                "/layerSets/0/layers/1/key",
                                "/layerSets/0/layers/1/rule"));
        files.apply("tags: [{key: a, name: A, groupKey: nowhere}, {key: b, name: B, priority: 1}]", "")
                .statusCode(422)
                .body("errors.pointer", contains("/tags/1/priority"));
        files.apply("tags: [{key: a, name: A, groupKey: nowhere}]", "")
                .statusCode(422)
                .body("code", is("reference_unknown"))
                .body("errors.pointer", contains("/tags/0/groupKey"));
        files.apply("layerSets: [{key: a, name: A}]", "")
                .statusCode(400)
                .body("errors.pointer", contains("/layerSets/0/layers", "/layerSets/0/residual"));
        files.apply("tags: [null]", "").statusCode(400);
        files.apply("version: 1", "").statusCode(400).body("errors.pointer", contains("/segments"));

        shop.given().get("/v1/attributes").then().body("items", empty());
    }

    @Test
    void whatCanNeverBecomeSoIsRefusedAtItsPlace() {
        files.carryOut(BOOK);

        files.apply(
                        BOOK.replace("size, type: number}", "size, type: string}")
                                .replace("kind: static", "rule: 'TRUE'"),
                        "")
                .statusCode(409)
                .body("code", is("state_conflict"))
                .body("errors.pointer", contains("/attributes/0/type", "/segments/4/kind"));
    }

    @Test
    void onlyPruningEndsWhatIsNotNamedAndNoTagEver() {
        serveCustomers(shop);
        files.carryOut(BOOK);
        new TagRules(shop).assign("pos:3", "friend").statusCode(200);
        var few = """
            tags: [{key: gold, name: Gold}]
            segments: [{key: big, name: 高消费, rule: amount_spent > 100}]
            layerSets: []
            """;

        files.apply(few, "").body("items.action", everyItem(is("unchanged")));
        files.apply(few, "?prune=true")
                .statusCode(200)
                .body("items.findAll { it.kind == 'tag' }.key", contains("gold", "silver", "top"))
                .body("items.findAll { it.kind == 'tag' }.changes.flatten().unique()", contains("rule"))
                .body("items.findAll { it.action == 'archive' }.key", hasItems("friends", "jazz", "stage", "waiting"));
        files.settle();

        assertThat(files.of("pos:1"))
                .isEqualTo(Map.of("segments", List.of("big"), "tags", List.of(), "layers", List.of()));
        assertThat(files.of("pos:3")).containsEntry("tags", List.of("friend=api"));
        shop.given().get("/v1/tags").then().body("items.key", contains("friend", "gold", "silver", "top"));
        shop.given().get("/v1/attributes").then().body("items.size()", is(2));

        files.carryOut(BOOK).body("items.find { it.key == 'stage' }.changes", contains("archived"));
        assertThat(files.of("pos:2"))
                .containsEntry("tags", List.of("silver=rule"))
                .containsEntry("layers", List.of("stage=early"));
    }

    @Test
    void whatIsLeftOutStaysAndAnEmptyTextClears() {
        files.carryOut(BOOK);

        files.apply("tags: [{key: friend, name: 朋友}, {key: gold, name: Gold}]", "")
                .body("items.action", everyItem(is("unchanged")));
        files.apply("tags: [{key: friend, name: 朋友, color: '', groupKey: ''}]", "")
                .body("items[0].changes", contains("color", "groupKey"));

        shop.given().get("/v1/tags/friend").then().body("color", nullValue()).body("groupKey", nullValue());
        shop.given().get("/v1/tags/gold/rule").then().body("priority", is(2));
    }

    /// Who was kept out of a tag by another one of the group gets it when the tags exclude each other no more.
    @Test
    void tagsThatExcludeEachOtherAreDecidedAnew() {
        serveCustomers(shop);
        files.carryOut(BOOK);

        files.carryOut(BOOK.replace("exclusive: true", "exclusive: false"));
        assertThat(files.of("pos:1")).containsEntry("tags", List.of("gold=rule", "silver=rule"));

        files.apply(BOOK, "")
                .statusCode(409)
                .body("code", is("state_conflict"))
                .body("detail", containsString("worth"));

        files.carryOut(BOOK.replace("exclusive: true", "exclusive: false")
                .replace("groupKey: worth, rule: number", "groupKey: '', rule: number"));
        files.carryOut(BOOK.replace("groupKey: worth, rule: number", "groupKey: '', rule: number"));
        assertThat(files.of("pos:1")).containsEntry("tags", List.of("gold=rule", "silver=rule"));
    }

    @Test
    void eachListTakesItsScope() {
        var publisher = new RuleFiles(shop.withScopes("segments:read", "segments:write", "segments:publish"));

        publisher.apply("segments: [{key: a, name: A, rule: 'TRUE'}]", "").statusCode(200);
        publisher.apply("layerSets: []", "").statusCode(200);
        for (var list : List.of("tags", "tagGroups", "attributes", "eventDefinitions")) {
            publisher.apply(list + ": []", "?dryRun=true").statusCode(403).body("code", is("scope_missing"));
        }
        publisher.shop().given().get("/v1/rules/export").then().statusCode(403);
        var tagger = new RuleFiles(shop.withScopes("segments:write", "segments:publish", "tags:write"));
        tagger.apply("tags: [{key: t, name: T, rule: 'TRUE'}]", "").statusCode(200);
        new RuleFiles(shop.withScopes("tags:write")).apply("tags: []", "").statusCode(403);
    }

    @Test
    void manyAtOnceMakeItOnce() {
        var answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        files.apply(BOOK, i % 3 == 0 ? "?dryRun=true" : "").extract()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .allMatch(answer -> answer.statusCode() == 200)
                .filteredOn(answer -> !answer.<Boolean>path("dryRun"))
                .filteredOn(answer -> answer.path("items[0].action").equals("create"))
                .hasSize(1);
        files.settle();
        files.apply(BOOK, "").body("items.action", everyItem(is("unchanged")));
    }

    @Test
    void repetitionUnderItsKeyGetsTheFirstAnswer() {
        var key = UUID.randomUUID().toString();

        for (var replayed : new String[] {null, "true"}) {
            shop.given()
                    .header("Idempotency-Key", key)
                    .body(Map.of("tags", List.of(Map.of("key", "t", "name", "T"))))
                    .post("/v1/rules/apply?dryRun=true")
                    .then()
                    .statusCode(200)
                    .header("Idempotent-Replayed", is(replayed))
                    .body("items[0].action", is("create"));
        }

        shop.given().get("/v1/tags").then().body("items", empty());
    }

    @Test
    void graphqlDoesTheSame() {
        var segments = new Segments(shop);

        segments.ask("""
            mutation { rulesApply(input: {
              tagGroups: [{key: "g", name: "G", kind: STAGE, exclusive: true}],
              tags: [{key: "t", name: "T", groupKey: "g", rule: "IN LAYER 'l' = 'a'", priority: 1}],
              layerSets: [{key: "l", name: "L", layers: [{key: "a", name: "A", rule: "custom.size > 3"}],
                residual: {key: "b", name: "B"}}],
              attributes: [{key: "size", name: "Size", type: NUMBER}]})
              { plan { items { kind key action } } userErrors { code field } } }\
            """)
                .body("data.rulesApply.userErrors", empty())
                .body("data.rulesApply.plan.items.kind", contains("attribute", "tag_group", "tag", "layer_set"));
        segments.ask("""
            { rules { attributes { key type } tagGroups { key kind exclusive } tags { key groupKey rule priority }
              layerSets { key layers { key name rule } residual { key } draft } eventDefinitions { name } } }\
            """)
                .body("data.rules.attributes[0].type", is("NUMBER"))
                .body("data.rules.tagGroups[0].kind", is("STAGE"))
                .body("data.rules.tags[0].priority", is(1))
                .body("data.rules.layerSets[0].layers.key", hasItem("a"))
                .body("data.rules.layerSets[0].draft", nullValue());
        segments.ask("""
            mutation { rulesApply(input: {tags: [{key: "t", name: "T", rule: "IN LAYER 'l' = 'c'"}]})
              { userErrors { code field } } }\
            """).body("data.rulesApply.userErrors[0].code", is("unknown_layer"));
    }
}
