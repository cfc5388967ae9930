package io.kequn.event;

import static io.kequn.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KequnTest
class EventDefinitionTest {
    @Test
    void sameDefinitionTwiceChangesNothing() {
        var events = Events.ofNewShop();
        events.declare("login", Map.of("device", "string", "at", "instant"))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("properties.name", is(List.of("at", "device")))
                .body("standard", is(false));

        events.declare("login", Map.of("at", "instant", "device", "string"))
                .statusCode(200)
                .body("version", is(1));
        events.declare("login", Map.of("device", "string")).statusCode(200).body("version", is(2));
        var all = events.get("event-definitions?count=true");
        assertThat(all.getList("items.name"))
                .contains("login", "product_viewed")
                .isSorted();
        assertThat(all.getInt("page.total")).isEqualTo(9);
        var page = events.get("event-definitions?limit=4");
        assertThat(events.get("event-definitions?limit=9&after=" + page.getString("page.next"))
                        .getList("items.name"))
                .doesNotContainAnyElementsOf(page.getList("items.name"))
                .hasSize(5);
    }

    @Test
    void nameMayBeInAnyScript() {
        var events = Events.ofNewShop();

        var location = events.shop()
                .given()
                .body(Map.of("description", "签到", "properties", List.of()))
                .put("/v1/event-definitions/{name}", "每日 签到/a")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        events.shop()
                .given()
                .urlEncodingEnabled(false)
                .get(location)
                .then()
                .statusCode(200)
                .body("name", is("每日 签到/a"));
    }

    @ParameterizedTest
    @CsvSource({
        "string, true, 1",
        "number, dear, 12.5",
        "number, true, -3",
        "boolean, 1, true",
        "date, 2026-02-30, 2026-02-28",
        "instant, 2026-02-28T10:00:00, 2026-02-28T10:00:00.5+08:00",
        "set, a, ''"
    })
    void contradictingValueIsRefused(String type, String wrong, String right) {
        var events = Events.ofNewShop();
        events.declare("e", Map.of("p", type)).statusCode(201);

        events.send(event("1", "a", "e", "p", value(wrong)))
                .statusCode(422)
                .body("code", is("value_invalid"))
                .body("errors[0].pointer", is("/properties/p"))
                .body("errors[0].message", containsString("declared for `e`"));
        events.send(event("1", "a", "e", "p", value(right), "free", value(wrong)))
                .statusCode(201);
        events.send(event("2", "a", "e")).statusCode(201);
    }

    private static Object value(String text) {
        return text.equals("true") ? (Object) true : text.matches("-?[0-9.]+") ? Double.valueOf(text) : text;
    }

    @Test
    void standardEventsAreDeclaredAndTakeMore() {
        var events = Events.ofNewShop();
        events.send(event("1", "a", "product_viewed", "tag", "tea")).statusCode(422);
        events.get("event-definitions/product_viewed");

        events.declare("product_viewed", Map.of("price", "string"))
                .statusCode(422)
                .body("errors[0].pointer", is("/properties/0/type"));
        events.declare("product_viewed", Map.of("price", "number", "rank", "number"))
                .statusCode(201)
                .body("standard", is(true))
                .body("properties.name", hasItem("rank"))
                .body("properties.name", hasItem("brand"));
        events.send(event("1", "a", "product_viewed", "rank", "first")).statusCode(422);
        events.shop()
                .given()
                .delete("/v1/event-definitions/product_viewed")
                .then()
                .statusCode(200);
        events.send(event("1", "a", "product_viewed", "rank", "first")).statusCode(201);
        events.get("event-definitions/product_viewed");
        events.shop()
                .given()
                .delete("/v1/event-definitions/product_viewed")
                .then()
                .statusCode(404);
    }

    @Test
    void whatRulesReadStays() {
        var events = Events.ofNewShop();
        events.declare("login", Map.of("device", "string", "score", "number")).statusCode(201);
        events.publish("phones", "event MATCHES (name IN ('login', 'app_open'), device = 'phone', sum_score > 1)");

        events.declare("login", Map.of("device", "set", "score", "number"))
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("segment `phones`"));
        events.declare("login", Map.of("device", "string")).statusCode(409);
        events.shop()
                .given()
                .delete("/v1/event-definitions/login")
                .then()
                .statusCode(409)
                .body("code", is("in_use"));
        events.declare("login", Map.of("device", "string", "score", "number", "other", "date"))
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "boolean", "date", "set"})
    void rulesCalculateWithNothingThatIsDeclaredToBeNoNumber(String type) {
        var events = Events.ofNewShop();
        events.declare("listened", Map.of("album", type)).statusCode(201);

        for (var aggregate : List.of("sum", "avg", "min", "max")) {
            var rule = "event MATCHES (name = 'listened', " + aggregate + "_album > 1)";
            events.validate(rule)
                    .statusCode(422)
                    .body("errors[0].code", is("operator_not_allowed"))
                    .body("errors[0].message", containsString("a property that is declared to hold numbers"));
        }
        for (var rule : List.of(
                "event MATCHES (name = 'listened', distinct_album > 1)",
                "event MATCHES (name = 'heard', sum_album > 1)")) {
            events.validate(rule).statusCode(200);
        }
    }

    @Test
    void whatRulesCalculateWithIsDeclaredAsANumberOnly() {
        var events = Events.ofNewShop();
        events.publish("eager", "event MATCHES (name = 'listened', sum_minutes > 60, distinct_album > 1)");

        for (var type : List.of("string", "boolean", "date", "set")) {
            events.declare("listened", Map.of("minutes", type))
                    .statusCode(409)
                    .body("code", is("in_use"))
                    .body("detail", containsString("segment `eager`"));
        }
        events.declare("listened", Map.of("minutes", "number", "album", "string"))
                .statusCode(201);
        events.send(event("1", "a", "listened", "minutes", "long")).statusCode(422);
        events.send(event("1", "a", "listened", "minutes", 61, "album", true)).statusCode(422);
        events.declare("watched", Map.of("minutes", "string")).statusCode(201);
    }

    /// A free property is read as the rule writes its value, a declared one by its type; so members may change,
    /// and a rule that could not be read any more keeps the type from being declared.
    @Test
    void declaringWhatARuleReadsFreelyBuildsItAnew() {
        var events = Events.ofNewShop();
        events.publish("five", "event MATCHES (name = 'set', value = 5)");
        events.publish("high", "event MATCHES (name = 'set', size > 4)");
        events.send(event("1", "exact", "set", "value", "5"));
        events.send(event("2", "long", "set", "value", "5.0"));
        assertThat(events.members("five")).containsExactly("exact", "long");

        events.declare("set", Map.of("size", "boolean")).statusCode(409).body("detail", containsString("`high`"));
        events.declare("set", Map.of("value", "string")).statusCode(201);
        events.awaitBuilt("five");

        assertThat(events.members("five")).containsExactly("exact");
        events.send(event("3", "long", "set", "value", 5)).body("membershipChanges.key", is(List.of("five")));
    }

    @ParameterizedTest
    @CsvSource({"name", "date", "count", "and", "9lives", "a-b", "é", "''"})
    void nameThatRulesCannotSayIsRefused(String name) {
        Events.ofNewShop()
                .declare("e", Map.of(name, "string"))
                .statusCode(422)
                .body("errors[0].pointer", is("/properties/0/name"));
    }

    @Test
    void typeThatIsNoneIsRefused() {
        Events.ofNewShop()
                .declare("e", Map.of("p", "strin"))
                .statusCode(422)
                .body("errors[0].message", containsString("`string`"));
    }

    @Test
    void staleVersionIsRefused() {
        var events = Events.ofNewShop();
        events.declare("e", Map.of("p", "string")).statusCode(201);

        events.shop()
                .given()
                .header("If-Match", "\"7\"")
                .body(Map.of())
                .put("/v1/event-definitions/e")
                .then()
                .statusCode(412);
        events.shop()
                .given()
                .header("If-Match", "\"7\"")
                .delete("/v1/event-definitions/e")
                .then()
                .statusCode(412);
    }

    @Test
    void graphQLDoesTheSame() {
        var events = Events.ofNewShop();
        var put = events.ask("""
            mutation { eventDefinitionPut(input: {name: "login", properties: [{name: "device", type: STRING}]})
              { eventDefinition { id name version properties { name type } } userErrors { code } } }\
            """);
        assertThat(put.getString("data.eventDefinitionPut.eventDefinition.properties[0].type"))
                .isEqualTo("STRING");

        var read = events.ask("""
            { eventDefinition(name: "login") { standard } none: eventDefinition(name: "x") { name }
              eventDefinitions(first: 3) { nodes { name } pageInfo { hasNextPage } }
              node(id: "%s") { ... on EventDefinition { name } } }\
            """.formatted(put.getString("data.eventDefinitionPut.eventDefinition.id")));
        assertThat(read.getBoolean("data.eventDefinition.standard")).isFalse();
        assertThat(read.getString("data.none")).isNull();
        assertThat(read.getString("data.node.name")).isEqualTo("login");
        var deleted = events.ask("""
            mutation { eventDefinitionDelete(input: {name: "login"}) { deletedEventDefinitionName userErrors { code } }
              again: eventDefinitionDelete(input: {name: "login"}) { userErrors { code } } }\
            """);
        assertThat(deleted.getString("data.eventDefinitionDelete.deletedEventDefinitionName"))
                .isEqualTo("login");
        assertThat(deleted.getString("data.again.userErrors[0].code")).isEqualTo("event_definition_not_found");
    }
}
