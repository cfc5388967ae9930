package io.kequn.platform.graphql;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a caller is told of an argument or a variable that cannot be read: where and why, in plain words.
@KequnTest
class UnreadableTest {
    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.createAt("2026-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'0000-01-01T00:00:00Z'", "'+10000-01-01T00:00:00Z'", "5", "true", "{}"})
    void oddOneIsRefusedInGraphQL(String value) {
        var at = json(value);
        var inText = graphQL(
                "mutation { orderPut(input: {customer: \"pos:ada\", source: \"pos\", externalId: \"2\", placedAt: " + at
                        + ", total: {amount: \"1.00\", currency: \"CNY\"}}) { order { id } } }",
                "{}");
        var inVariable = graphQL(
                "mutation ($at: DateTime!) { orderPut(input: {customer: \"pos:ada\", source: \"pos\", externalId:"
                        + " \"2\", placedAt: $at, total: {amount: \"1.00\", currency: \"CNY\"}}) { order { id } } }",
                "{\"at\": " + at + "}");

        for (var answer : List.of(inText, inVariable)) {
            answer.body("errors[0].extensions.problem.status", is(422))
                    .body("errors[0].extensions.problem.code", is("value_invalid"))
                    .body("errors[0].message", containsString("2026-01-31"))
                    .body(not(containsString("StringValue")))
                    .body(not(containsString("SRGQL")))
                    .body(not(containsString("Map")));
        }
        inText.body("errors[0].extensions.problem.errors[0].pointer", is("/input/placedAt"));
        inVariable.body("errors[0].extensions.problem.errors[0].pointer", is("/at"));
        shop.given().get("/v1/orders").then().body("items.size()", is(0));
    }

    @Test
    void instantWithOffsetAndWithoutSecondsIsReadInGraphQL() {
        graphQL(
                        "mutation { orderPut(input: {customer: \"pos:ada\", source: \"pos\", externalId: \"2\","
                                + " placedAt: \"2026-02-01T08:00+08:00\", total: {amount: \"1.00\", currency:"
                                + " \"CNY\"}}) { order { placedAt } } }",
                        "{}")
                .body("data.orderPut.order.placedAt", is("2026-02-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(input: {}) | Lacks required fields: customer, fields. | 缺少必填字段：customer, fields。 | /input",
                "(input: {customer: \"secret\", fields: {nmae: \"x\"}}) | Has no field `nmae`. | 没有字段 `nmae`。 | /input/fields",
                "(input: \"secret\") | Must be an object. | 须为对象。 | /input",
                "(input: {customer: \"pos:1\", fields: null}) | Is required and must not be null. | 必填，不能为空。 | /input/fields",
                "(input: {customer: true, fields: {name: \"secret\"}}) | Is no value of the type `ID`. | 不是类型 `ID` 的值。 | /input/customer"
            })
    void argumentThatCannotBeReadIsToldInPlainWords(String arguments, String english, String chinese, String pointer) {
        var query = Map.of("query", "mutation { customerUpsert" + arguments + " { userErrors { code } } }");
        shop.given()
                .body(query)
                .post("/graphql")
                .then()
                .body("errors[0].message", is(english))
                .body("errors[0].extensions.problem.errors[0].pointer", is(pointer))
                .body(not(containsString("secret")));
        shop.given()
                .header("Accept-Language", "zh")
                .body(query)
                .post("/graphql")
                .then()
                .body("errors[0].message", is(chinese));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | Is required and must not be null.",
                "{'input': 'secret'} | Must be an object.",
                "{'input': {}} | The field `customer` is required and must not be null.",
                "{'input': {'customer': 'pos:1', 'fields': {'nmae': 'secret'}}} | Has no field `nmae`."
            })
    void variableThatCannotBeReadIsToldInPlainWords(String variables, String message) {
        graphQL(
                        "mutation ($input: CustomerUpdateInput!) { customerUpsert(input: $input) { userErrors { code } } }",
                        json(variables))
                .body("errors[0].message", is(message));
    }

    private ValidatableResponse graphQL(String query, String variables) {
        return shop.given()
                .body("{\"query\": \"" + query.replace("\"", "\\\"") + "\", \"variables\": " + variables + "}")
                .post("/graphql")
                .then();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
