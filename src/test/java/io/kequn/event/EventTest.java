package io.kequn.event;

import static io.kequn.event.Events.event;
import static io.kequn.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KequnTest
class EventTest {
    @Test
    void eventMakesItsCustomerAndIsRead() {
        var events = Events.ofNewShop();

        var sent = events.send(event("1", "ada", "产品 收藏", "sku", "A-1", "n", 2.50, "deep", Map.of("a", List.of(true))))
                .statusCode(201)
                .body("replayed", is(false))
                .body("event.name", is("产品 收藏"))
                .body("event.properties.n", is(2.5f))
                .extract()
                .jsonPath();

        var read = events.get("events/" + sent.getString("event.id"));
        assertThat(read.getMap("")).isEqualTo(sent.getMap("event"));
        assertThat(events.get("events/app:1").getMap("")).isEqualTo(sent.getMap("event"));
        assertThat(events.get("customers/app:ada").getString("id")).isEqualTo(sent.getString("event.customerId"));
        events.shop().given().get("/v1/events/app:2").then().statusCode(404).body("code", is("event_not_found"));
        events.shop().given().get("/v1/events/nonsense").then().statusCode(404);
    }

    @Test
    void sameContentAgainIsAReplayAndAnotherIsRefused() {
        var events = Events.ofNewShop();
        String id = events.send(event("1", "ada", "login", "a", 1, "b", "x"))
                .statusCode(201)
                .extract()
                .path("event.id");

        events.send(event("1", "ada", "login", "b", "x", "a", 1.0))
                .statusCode(200)
                .body("replayed", is(true))
                .body("event.id", is(id))
                .body("membershipChanges", empty());
        for (var other : List.of(
                event("1", "ada", "logout", "a", 1, "b", "x"),
                event("1", "eve", "login", "a", 1, "b", "x"),
                event("1", "ada", "login", "a", 2, "b", "x"),
                with(event("1", "ada", "login", "a", 1, "b", "x"), "occurredAt", "2026-05-31T10:00:01Z"))) {
            events.send(other)
                    .statusCode(409)
                    .body("code", is("event_id_reuse"))
                    .body("errors[0].pointer", is("/externalId"));
        }
        events.shop().given().get("/v1/customers/app:eve").then().statusCode(404);
        events.send(with(event("1", "ada", "login"), "source", "web")).statusCode(201);
    }

    @Test
    void idempotencyKeyGivesTheFirstAnswerAgain() {
        var events = Events.ofNewShop();
        var key = UUID.randomUUID().toString();
        var first = events.shop()
                .given()
                .header("Idempotency-Key", key)
                .body(event("1", "a", "login", "n", 0.1))
                .post("/v1/events");
        var again = events.shop()
                .given()
                .header("Idempotency-Key", key)
                .body(event("1", "a", "login", "n", 0.1))
                .post("/v1/events");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name                 | ''                             | 422 | value_invalid  | /name
        name                 | 'a\tb'                         | 422 | value_invalid  | /name
        source               | App                            | 422 | value_invalid  | /source
        externalId           | ' '                            | 422 | value_invalid  | /externalId
        customer             | nobody                         | 422 | value_invalid  | /customer
        occurredAt           | 2026-06-09T00:00:00Z           | 422 | time_in_future | /occurredAt
        occurredAt           | 2026-02-30T00:00:00Z           | 422 | value_invalid  | /occurredAt
        customer             | 01900000-0000-7000-8000-000000000000 | 422 | reference_unknown | /customer
        properties           | text                           | 422 | value_invalid  | /properties
        colour               | red                            | 400 | field_unknown  | /colour
        """)
    void wrongFieldIsNamed(String field, String value, int status, String code, String pointer) {
        var events = Events.ofNewShop();

        events.send(with(event("1", "ada", "login"), field, value))
                .statusCode(status)
                .body("code", is(code))
                .body("errors[0].pointer", is(pointer));
        events.shop().given().get("/v1/customers/app:ada").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"a": 123456789012345678901}                  | /properties/a
        {"a": 1e999999999}                            | /properties/a
        {"a": 0.1234567890123456789}                  | /properties/a
        {"a/b": "\\u0000"}                            | /properties
        {"a": "\\ud800"}                              | /properties
        {"a": [[[[["deep"]]]]]}                       | /properties/a/0/0/0/0
        {"": 1}                                       | /properties/
        {"e\\u0301": 1, "\\u00e9": 2}                 | /properties/é
        """)
    void wrongPropertyIsNamed(String properties, String pointer) {
        var events = Events.ofNewShop();
        var body = """
            {"customer": "app:1", "source": "app", "externalId": "1", "name": "n", "occurredAt": "2026-05-31T10:00:00Z",
             "properties": %s}\
            """.formatted(properties);

        events.shop()
                .given()
                .contentType("application/json; charset=utf-8")
                .body(body)
                .post("/v1/events")
                .then()
                .statusCode(422)
                .body("code", is("value_invalid"))
                .body("errors[0].pointer", is(pointer));
    }

    @Test
    void muchIsRefused() {
        var events = Events.ofNewShop();
        var many = new ArrayList<Object>();
        IntStream.range(0, 101).forEach(i -> many.addAll(List.of("p" + i, i)));

        events.send(event("1", "a", "n", many.toArray())).statusCode(422);
        events.send(event("1", "a", "n", "a", IntStream.range(0, 251).boxed().toList()))
                .statusCode(422);
        events.send(event("1", "a", "n", "a", "x".repeat(2_001))).statusCode(422);
        events.send(event("1", "a", "n".repeat(101))).statusCode(422);
        var long20 = new ArrayList<Object>();
        IntStream.range(0, 20).forEach(i -> long20.addAll(List.of("p" + i, "x".repeat(1_000))));
        events.send(event("1", "a", "n", long20.toArray()))
                .statusCode(422)
                .body("errors[0].pointer", is("/properties"));
        events.send(event("1", "a", "n", "a", "'; drop table event; --")).statusCode(201);
    }

    @Test
    void refusalSpeaksChinese() {
        var shop = TestShop.create();

        shop.given()
                .header("Accept-Language", "zh-CN")
                .body(event("1", "a", ""))
                .post("/v1/events")
                .then()
                .statusCode(422)
                .body("errors[0].message", containsString("不能为空"));
    }

    @Test
    void timelineIsNewestFirstAndGoesOnByCursor() {
        var events = Events.ofNewShop();
        var lines = IntStream.range(0, 30)
                .mapToObj(i -> Events.json(with(
                        event("" + i, "ada", List.of("a", "b", "c").get(i % 3)),
                        "occurredAt",
                        "2026-05-%02dT10:00:00Z".formatted(1 + i / 2))))
                .toList();
        assertThat(events.answers(lines)).allMatch(answer -> answer.getInt("status") == 201);
        events.send(event("other", "eve", "a"));

        var seen = pages(events, "customers/app:ada/events?limit=7&count=true", 30);
        var named = pages(events, "customers/app:ada/events?limit=3&count=true&name=b", 10);

        assertThat(seen).doesNotHaveDuplicates().hasSize(30);
        assertThat(seen.stream().map(id -> Integer.parseInt(id) / 2).toList())
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> 14 - i / 2).toList());
        assertThat(named).containsExactly("28", "25", "22", "19", "16", "13", "10", "7", "4", "1");
        assertThat(events.get("customers/app:ada/events?name=none").getList("items"))
                .isEmpty();
        String cursor = events.get("customers/app:ada/events?limit=3").getString("page.next");
        events.shop()
                .given()
                .get("/v1/customers/app:eve/events?limit=3&after=" + cursor)
                .then()
                .statusCode(400)
                .body("code", is("cursor_invalid"));
        events.shop().given().get("/v1/customers/app:nobody/events").then().statusCode(404);
    }

    private static List<String> pages(Events events, String first, int total) {
        var seen = new ArrayList<String>();
        var next = "";
        while (next != null) {
            var page = events.get(first + next);
            assertThat(page.getInt("page.total")).isEqualTo(total);
            seen.addAll(page.getList("items.externalId"));
            next = page.getString("page.next") == null ? null : "&after=" + page.getString("page.next");
        }
        return seen;
    }

    @Test
    void mergedCustomersEventsMoveAndADeletedOnesGo() {
        var events = Events.ofNewShop();
        events.publish("active", "event MATCHES (name = 'login', count >= 2)");
        events.send(event("1", "ada", "login")).body("membershipChanges", empty());
        events.send(event("2", "eve", "login")).body("membershipChanges", empty());
        String etag = events.shop().given().get("/v1/events/app:2").header("ETag");

        events.shop()
                .given()
                .body(Map.of("into", "app:ada"))
                .post("/v1/customers/app:eve/merge")
                .then()
                .statusCode(200)
                .body("membershipChanges.key", is(List.of("active")));
        assertThat(events.get("customers/app:eve/events").getList("items")).hasSize(2);
        events.send(event("2", "eve", "login")).statusCode(200).body("replayed", is(true));
        events.shop().given().get("/v1/events/app:2").then().header("ETag", not(is(etag)));

        events.shop().given().delete("/v1/customers/app:ada").then().statusCode(200);
        events.shop().given().get("/v1/events/app:1").then().statusCode(404);
        events.send(event("1", "ada", "login")).statusCode(201);
        assertThat(events.get("customers/app:ada/events").getList("items")).hasSize(1);
    }

    @Test
    void graphQLDoesTheSame() {
        var events = Events.ofNewShop();
        var mutation = """
            mutation { eventRecord(input: {customer: "app:ada", source: "app", externalId: "%s", name: "%s",
              occurredAt: "2026-05-31T10:00:00Z", properties: {sku: "A", price: 1.25, tags: ["x"], none: null}})
              { event { id uuid name properties } replayed membershipChanges { key } userErrors { code field } } }\
            """;

        var made = events.ask(mutation.formatted("1", "viewed"));
        assertThat(made.getList("data.eventRecord.userErrors")).isEmpty();
        assertThat(made.getFloat("data.eventRecord.event.properties.price")).isEqualTo(1.25f);
        assertThat(events.ask(mutation.formatted("1", "viewed")).getBoolean("data.eventRecord.replayed"))
                .isTrue();
        var refused = events.ask(mutation.formatted("1", "other"));
        assertThat(refused.getString("data.eventRecord.userErrors[0].code")).isEqualTo("event_id_reuse");
        assertThat(refused.getList("data.eventRecord.userErrors[0].field")).isEqualTo(List.of("externalId"));
        var batch = events.ask("""
            mutation { eventsRecord(input: {events: [
              {customer: "app:ada", source: "app", externalId: "2", name: "viewed", occurredAt: "2026-05-31T11:00:00Z"}
              {customer: "app:ada", source: "APP", externalId: "3", name: "viewed", occurredAt: "2026-05-31T11:00:00Z"}]})
              { results { event { externalId } userErrors { code field } } userErrors { code } } }\
            """);
        assertThat(batch.getString("data.eventsRecord.results[0].event.externalId"))
                .isEqualTo("2");
        assertThat(batch.getList("data.eventsRecord.results[1].userErrors[0].field"))
                .isEqualTo(List.of("events", "1", "source"));

        var node = made.getString("data.eventRecord.event.id");
        var read = events.ask("""
            { event(id: "app:1") { name } none: event(id: "app:9") { name } node(id: "%s") { ... on Event { externalId } }
              customerEvents(customer: "app:ada", first: 1) { totalCount nodes { externalId } pageInfo { hasNextPage endCursor } }
              customer(id: "app:ada") { events(first: 5, name: "viewed") { nodes { externalId } } } }\
            """.formatted(node));
        assertThat(read.getString("data.event.name")).isEqualTo("viewed");
        assertThat(read.getString("data.none")).isNull();
        assertThat(read.getString("data.node.externalId")).isEqualTo("1");
        assertThat(read.getInt("data.customerEvents.totalCount")).isEqualTo(2);
        assertThat(read.getList("data.customerEvents.nodes.externalId")).isEqualTo(List.of("2"));
        assertThat(read.getList("data.customer.events.nodes.externalId")).isEqualTo(List.of("2", "1"));
    }

    @Test
    void readingAndWritingNeedTheirScopes() {
        var events = Events.ofNewShop();
        events.send(event("1", "a", "login"));
        var writer = events.shop().withScopes("events:write");
        var reader = events.shop().withScopes("events:read");

        writer.given().body(event("2", "a", "login")).post("/v1/events").then().statusCode(201);
        writer.given().get("/v1/events/app:1").then().statusCode(403);
        reader.given()
                .get("/v1/customers/app:a/events")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("page.next", nullValue());
        reader.given().body(event("3", "a", "login")).post("/v1/events").then().statusCode(403);
    }
}
