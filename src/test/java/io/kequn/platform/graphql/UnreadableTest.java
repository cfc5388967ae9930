package io.kequn.platform.graphql;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                "(input: {customer: true, fields: {name: \"secret\"}}) | Must be a text in double quotes or a whole number. | 须为带双引号的文本或整数。 | /input/customer"
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

    /// What was sent is repeated in what the engine says of it; searched through, it would hold a thread for minutes.
    @Test
    void longTextIsRefusedWithoutBeingSearched() {
        var text = "Field '' ".repeat(50_000);
        var query = Map.of("query", "{ auditLog(filter: \"" + text + "\") { nodes { resource } } }");

        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> shop.given()
                        .body(query)
                        .post("/graphql")
                        .then()
                        .body("errors[0].message", is("Must be an object."))
                        .body("errors[0].extensions.problem.errors[0].pointer", is("/filter")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | Is required and must not be null.",
                "{'input': 'secret'} | Must be an object.",
                "{'input': {}} | The field `customer` is required and must not be null.",
                "{'input': {'customer': 'pos:1', 'fields': {'nmae': 'secret'}}} | Has no field `nmae`; did you mean `name`?"
            })
    void variableThatCannotBeReadIsToldInPlainWords(String variables, String message) {
        graphQL(
                        "mutation ($input: CustomerUpdateInput!) { customerUpsert(input: $input) { userErrors { code } } }",
                        json(variables))
                .body("errors[0].message", is(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CustomerUpdateInput! | customerUpsert | {'customer': 'pos:1', 'fields': {'name': 5}}"
                        + " | /i/fields/name | Must be a text in double quotes.",
                "CustomerUpdateInput! | customerUpsert | {'customer': 'pos:1', 'expectedVersion': '1', 'fields': {}}"
                        + " | /i/expectedVersion | Must be a whole number of at most 32 bits, without quotes.",
                "CustomerUpdateInput! | customerUpsert | {'customer': 'pos:1', 'fields': {'nmae': 'secret'}}"
                        + " | /i/fields/nmae | Has no field `nmae`; did you mean `name`?",
                "CustomerUpdateInput! | customerUpsert | {'customer': 'pos:1'}"
                        + " | /i/fields | The field `fields` is required and must not be null.",
                "TagGroupUpdateInput! | tagGroupUpdate | {'key': 'a', 'kind': 'MAYBE'}"
                        + " | /i/kind | Must be one of: BEHAVIOUR, CUSTOM, DEMOGRAPHIC, INTEREST, STAGE.",
                "TagGroupUpdateInput! | tagGroupUpdate | {'key': 'a', 'kind': 5}"
                        + " | /i/kind | Must be one of: BEHAVIOUR, CUSTOM, DEMOGRAPHIC, INTEREST, STAGE.",
                "EventBatchInput! | eventsRecord | {'events': [{'customer': 'pos:1', 'source': 'pos', 'externalId': '1',"
                        + " 'name': 'n', 'occurredAt': '2026-01-05T10:00:00Z'}, {'customer': 'pos:1', 'source': 'pos',"
                        + " 'externalId': '2', 'name': 'n', 'occurredAt': '2026-02-30T10:00:00Z'}]}"
                        + " | /i/events/1/occurredAt | Must be an instant with offset that exists, of the years 0001 to"
                        + " 9999, such as `2026-01-31T12:00:00+08:00`."
            })
    void variableIsRefusedAtTheVeryPlace(String type, String mutation, String value, String pointer, String message) {
        graphQL(
                        "mutation ($i: %s) { %s(input: $i) { userErrors { code } } }".formatted(type, mutation),
                        json("{'i': " + value + "}"))
                .body("errors.size()", is(1))
                .body("errors[0].message", is(message))
                .body("errors[0].extensions.problem.errors[0].pointer", is(pointer))
                .body("errors[0].extensions.problem.errors[0].message", is(message))
                .body(not(containsString("secret")));
    }

    @Test
    void allFaultsOfTheVariablesAreTold() {
        graphQL(
                        "query ($first: Int, $id: ID!, $status: SegmentStatus) { customer(id: $id) { id } segments(first:"
                                + " $first, status: $status) { nodes { key } } }",
                        json("{'first': '1', 'id': null, 'status': 'GONE'}"))
                .body("errors[0].extensions.problem.errors.pointer", contains("/first", "/id", "/status"));
    }

    @Test
    void wordThatIsNoneOfAFewIsToldThem() {
        graphQL("mutation { tagGroupUpdate(input: {key: \"a\", kind: MAYBE}) { userErrors { code } } }", "{}")
                .body("errors[0].message", is("Must be one of: BEHAVIOUR, CUSTOM, DEMOGRAPHIC, INTEREST, STAGE."))
                .body("errors[0].extensions.problem.errors[0].pointer", is("/input/kind"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ shop { kye } }"
                        + " | Validation error (FieldUndefined@[shop/kye]) : Field 'kye' in type 'Shop' is undefined;"
                        + " did you mean `key`? | 校验错误（FieldUndefined@[shop/kye]）：类型 `Shop` 没有字段 `kye`。是否想输入"
                        + " `key`？ | /query | 10",
                "{ segments(frist: 3) { nodes { key } } }"
                        + " | Validation error (UnknownArgument@[segments]) : Unknown field argument 'frist'; did you mean"
                        + " `first`? | 校验错误（UnknownArgument@[segments]）：字段没有参数 `frist`。是否想输入 `first`？ | /query"
                        + " | 12",
                "{ customer { id } }"
                        + " | Validation error (MissingFieldArgument@[customer]) : Missing field argument 'id'"
                        + " | 校验错误（MissingFieldArgument@[customer]）：缺少字段参数 `id`。 | /query | 3",
                "query ($a: Sring) { shop { key(a: $a) } }"
                        + " | Validation error (UnknownType) : Unknown type 'Sring'; did you mean `String`?"
                        + " | 校验错误（UnknownType）：没有类型 `Sring`。是否想输入 `String`？ | /query | 12",
                "query ($id: String) { customer(id: $id) { id } }"
                        + " | Validation error (VariableTypeMismatch@[customer]) : Variable 'id' of type 'String' used in"
                        + " position expecting type 'ID!' | 校验错误（VariableTypeMismatch@[customer]）：变量 `id` 的类型为"
                        + " `String`，而此处须为 `ID!`。 | /query | 36",
                "{ shop { key } | Invalid syntax with offending token '<EOF>' at line 1 column 15"
                        + " | 第 1 行第 15 列的 `<EOF>` 不合语法。 | /query | 15"
            })
    void faultOfTheDocumentIsToldInBothLanguagesAtItsPlace(
            String query, String english, String chinese, String pointer, int column) {
        inBothLanguages(Map.of("query", query), english, chinese, pointer)
                .body("errors[0].extensions.problem.errors[0].position.line", is(1))
                .body("errors[0].extensions.problem.errors[0].position.column", is(column));
    }

    @Test
    void operationThatTheDocumentDoesNotHaveIsToldInBothLanguages() {
        var two = "query A { shop { key } } query B { shop { key } }";
        inBothLanguages(
                Map.of("query", two, "operationName", "C"),
                "Unknown operation named 'C'.",
                "文档中没有名为 `C` 的操作。",
                "/operationName");
        inBothLanguages(
                Map.of("query", two),
                "Must provide operation name if query contains multiple operations.",
                "文档含多个操作，须用 `operationName` 指明执行哪一个。",
                "/operationName");
    }

    /// The engine stops at a hundred faults, and at introspection that is made to be dear.
    @Test
    void whatTheEngineSaysOutsideOfItsBundlesIsToldInBothLanguages() {
        var faulty = IntStream.range(0, 150).mapToObj(number -> "n" + number).collect(Collectors.joining(" "));
        shop.given()
                .header("Accept-Language", "zh")
                .body(Map.of("query", "{ " + faulty + " }"))
                .post("/graphql")
                .then()
                .body("errors.message", everyItem(matchesPattern("校验错误.*没有字段 `n\\d+`.*|校验错误已达上限（100 个），其余不再列出。")))
                .body("errors.message", hasItem("校验错误已达上限（100 个），其余不再列出。"));
        var dear = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
        shop.given()
                .header("Accept-Language", "zh")
                .body(Map.of("query", dear))
                .post("/graphql")
                .then()
                .body("errors[0].message", startsWith("该请求并非正常的内省"));
    }

    private ValidatableResponse inBothLanguages(
            Map<String, String> request, String english, String chinese, String pointer) {
        shop.given()
                .header("Accept-Language", "zh-CN")
                .body(request)
                .post("/graphql")
                .then()
                .body("errors[0].message", is(chinese))
                .body("errors[0].extensions.problem.errors[0].message", is(chinese));
        return shop.given()
                .body(request)
                .post("/graphql")
                .then()
                .body("errors[0].message", is(english))
                .body("errors[0].extensions.problem.code", is("query_invalid"))
                .body("errors[0].extensions.problem.errors[0].pointer", is(pointer));
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
