package io.kequn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are well-formed and meant by nobody: each is refused as the caller's fault, and nothing is
/// written.
@KequnTest
class StrangeInputTest {
    private static final String ADA = "/v1/customers/pos:ada";
    private static final String FAR = "+999999999-12-31T23:59:59Z";

    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.createAt("2026-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "text/*", "application/xml", "application/octet-stream"})
    void onlyJsonIsAnswered(String accept) {
        shop.given().body("{\"name\": \"<script>\"}").put(ADA).then().statusCode(201);

        for (var path : new String[] {ADA, ADA + "/card", "/v1/segments"}) {
            shop.given()
                    .accept(accept)
                    .get(path)
                    .then()
                    .statusCode(406)
                    .contentType(startsWith("application/problem+json"));
        }
        shop.given()
                .accept(accept)
                .body("{}")
                .put("/v1/customers/pos:bob")
                .then()
                .statusCode(406);
        shop.given().get("/v1/customers/pos:bob").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /v1/segments/friends/members | {'add': [null]} | 400",
                "POST | /v1/segments/friends/members | {'remove': [null]} | 400",
                "POST | /v1/rules/apply | {'segments': [null]} | 400",
                "POST | /v1/rules/apply | {'version': ' ', 'segments': []} | 400",
                "PUT | /v1/tag-groups/colour | {'name': 'Colour', 'exclusive': '\\u0000'} | 400",
                "PUT | /v1/tag-groups/colour | {'name': 'Colour', 'exclusive': ' '} | 400",
                "PUT | /v1/segments/odd | {'name': 'Odd', 'kind': ' '} | 422",
                "PUT | /v1/shop/clock | {'now': '" + FAR + "'} | 422",
                "POST | /v1/imports | {'kind': 'customers', 'format': 'csv', 'source': 'crm', 'decimalSeparator': '', 'mapping': [{'to': 'externalId', 'column': 'id'}]} | 422",
                "POST | /v1/api-keys | {'name': 'k', 'scopes': ['tags:read'], 'expiresAt': '" + FAR + "'} | 422"
            })
    void strangeValueIsRefused(String method, String path, String body, int status) {
        shop.given().body("{\"name\": \"Friends\", \"kind\": \"static\"}").put("/v1/segments/friends");

        shop.given()
                .body(body.replace('\'', '"'))
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "'\\u0000'", "'false'", "0", "[]"})
    void textOrNumberIsNoTruth(String test) {
        TestShop.platform()
                .body(("{'key': 'odd-" + UUID.randomUUID() + "', 'name': 'Odd', 'currency': 'CNY', 'timeZone':"
                                + " 'Asia/Shanghai', 'country': 'CN', 'test': " + test + "}")
                        .replace('\'', '"'))
                .post("/v1/shops")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/test"));
    }

    /// The last one can be split in more ways than anybody can try.
    static Stream<String> brokenMediaTypes() {
        return Stream.of(
                "x", "; ; ;", "application/json, text/plain", "a/b" + (";" + " ".repeat(20)).repeat(100) + "@");
    }

    @ParameterizedTest
    @MethodSource("brokenMediaTypes")
    void brokenMediaTypeIsNotSupported(String type) {
        for (var path : new String[] {"/v1/orders", "/v1/rules/apply", "/v1/imports"}) {
            shop.given()
                    .config(RestAssured.config()
                            .encoderConfig(EncoderConfig.encoderConfig()
                                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                    .encodeContentTypeAs(type, ContentType.BINARY)))
                    .header("Content-Type", type)
                    .body("{}".getBytes(StandardCharsets.UTF_8))
                    .post(path)
                    .then()
                    .statusCode(415)
                    .body("code", is("media_type_unsupported"));
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var order = ("{\"customer\": \"pos:1\", \"source\": \"pos\", \"externalId\": \"\u00ff\u00fe\", \"placedAt\":"
                        + " \"2026-02-01T00:00:00Z\", \"total\": {\"amount\": \"1.00\", \"currency\": \"CNY\"}}")
                .getBytes(StandardCharsets.ISO_8859_1);

        shop.given()
                .contentType("application/x-ndjson")
                .body(order)
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .body("code", is("json_malformed"));
        shop.given().get("/v1/orders").then().body("items.size()", is(0));
    }

    @Test
    void halfACharacterIsRefusedInGraphQL() {
        graphQL(
                        "{\"query\": \"query ($id: ID!) { customer(id: $id) { name } }\", \"variables\": {\"id\": \"pos:\\ud800\"}}")
                .then()
                .statusCode(400)
                .body("code", is("input_invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999"})
    void numberThatIsTooLargeIsRefusedInGraphQL(String number) {
        String change = "mutation%s { customerUpsert(input: {customer: \"pos:1\", fields: {location: {latitude: %s,"
                + " longitude: 1}}}) { userErrors { code } } }";

        for (var answer : new Response[] {
            graphQL(Map.of("query", change.formatted("", number))),
            graphQL("{\"query\": \"" + change.formatted("($l: Float)", "$l").replace("\"", "\\\"")
                    + "\", \"variables\": {\"l\": " + number + "}}")
        }) {
            answer.then()
                    .body("errors[0].extensions.problem.status", is(400))
                    .body("errors[0].extensions.problem.code", is("query_invalid"));
        }
        shop.given().get("/v1/customers/pos:1").then().statusCode(404);
    }

    /// No number can have this exponent, whoever reads it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PUT | /v1/customers/pos:1 | {'custom': {'a': %s}}",
                "POST | /v1/events | {'customer': 'pos:1', 'source': 'pos', 'externalId': '1', 'name': 'n', 'properties': {'a': %s}}",
                "POST | /v1/orders | {'customer': 'pos:1', 'total': {'amount': %s, 'currency': 'CNY'}}",
                "POST | /v1/orders | {'customer': 'pos:1', 'lines': [{'quantity': %s}]}",
                "POST | /v1/segments/validate | {'rule': {'attribute': 'amount_spent', 'operator': 'gt', 'value': %s}}",
                "POST | /v1/rules/apply | {'segments': [{'key': 'a', 'rule': {'attribute': 'a', 'value': %s}}]}",
                "POST | /graphql | {'query': '{ shop { key } }', 'variables': {'a': %s}}",
            })
    void numberWithoutEndIsRefused(String method, String path, String body) {
        shop.given()
                .body(body.replace('\'', '"').formatted("1e99999999999"))
                .request(method, path)
                .then()
                .statusCode(400)
                .contentType(containsString("json"))
                .body(not(containsString("internal")));
    }

    @Test
    void dateThatDoesNotExistShowsNothingOfTheInside() {
        var answer = graphQL(Map.of("query", """
            mutation { orderPut(input: {customer: "pos:1", source: "pos", externalId: "1",
              placedAt: "2026-02-30T00:00:00Z", total: {amount: "1.00", currency: "CNY"}}) { order { id } } }\
            """));

        answer.then().body(not(containsString("io.kequn"))).body(not(containsString("StringValue")));
        assertThat(answer.asString()).contains("2026-01-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | The field that tells the kind of rule is missing. Expected: an object with and, or,",
                "{'attribute': 'total_spent', 'operator': 'gt', 'value': 1e999} | 1E+999 is out of range for a rule."
            })
    void strangeRuleIsToldInPlainWords(String rule, String message) {
        var answer =
                shop.given().body(("{'rule': " + rule + "}").replace('\'', '"')).post("/v1/segments/validate");

        assertThat(answer.asString()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments/validate", "segments/preview", "rules/apply", "segments/overlap"})
    void ruleInPlainTextIsNotSupported(String path) {
        for (var body : new String[] {"{\"rule\": \"number_of_orders > 1\"}", "number_of_orders > 1"}) {
            shop.given()
                    .contentType("text/plain")
                    .body(body)
                    .post("/v1/" + path)
                    .then()
                    .statusCode(415);
        }
    }

    /// What was meant as a question would be carried out.
    @ParameterizedTest
    @CsvSource({
        "dryRun=yes, dryRun, true",
        "dryRun=1, dryRun, true",
        "dryRun, dryRun, true",
        "dryRun=TRUE, dryRun, true",
        "dry_run=true, dry_run, dryRun",
        "dryRun=true&dryRun=false, dryRun, twice",
        "prune=maybe, prune, true"
    })
    void dryRunThatIsSpelledOtherwiseIsNotCarriedOut(String query, String name, String said) {
        shop.given()
                .body("{\"segments\": [{\"key\": \"s\", \"name\": \"S\", \"rule\": \"number_of_orders > 1\"}]}")
                .post("/v1/rules/apply?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is(name))
                .body("errors[0].message", containsString(said));

        shop.given().get("/v1/segments/s").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tags?counts=x, counts, `true` or `false`",
        "/v1/segments/loyal/members/pos:1/explanation?draft=maybe, draft, `true` or `false`",
        "/v1/orders?limit=x, limit, whole number",
        "/v1/catalog/values?attribute=city&limit=-1, limit, whole number",
        "/v1/segments/loyal/sizes?from=1998-02-30, from, date that exists",
        "/v1/segments/loyal/versions/x, number, whole number",
        "/v1/segments?limmit=5, limmit, `limit`",
        "/v1/customers?colour=red, colour, `filter`",
        "/v1/shop?limit=5, limit, no query parameters"
    })
    void wrongParameterIsNamed(String address, String name, String said) {
        shop.given()
                .get(address)
                .then()
                .statusCode(400)
                .body("code", is("input_invalid"))
                .body("errors[0].pointer", is(name))
                .body("errors[0].message", containsString(said));
    }

    /// A script whose variable is empty would get all there is, or begin anew.
    @ParameterizedTest
    @CsvSource({
        "/v1/audit-log?customer=, customer",
        "/v1/segments?status=, status",
        "/v1/tags?group=&limit=5, group",
        "/v1/tags?after=, after",
        "/v1/orders?status=, status",
        "/v1/changes?tag=vip&tag=, tag",
        "/v1/changes?since=, since",
        "/v1/sync/customer-tags?segment=, segment",
        "/v1/customers/pos:1/consents/history?purpose=, purpose"
    })
    void emptyFilterIsRefused(String address, String name) {
        shop.given()
                .get(address)
                .then()
                .statusCode(422)
                .body("code", is("value_invalid"))
                .body("errors[0].pointer", is(name));
    }

    /// The same in GraphQL, whose arguments are never left out by the frameworks of clients.
    @ParameterizedTest
    @CsvSource({
        "customers(filter: \"\"), /filter",
        "customers(filter: \"  \"), /filter",
        "customers(phone: \"\"), /phone",
        "tags(group: \"\"), /group",
        "tags(after: \"\"), /after",
        "'auditLog(filter: {actor: \"\"})', /filter/actor",
        "'changes(filter: {types: [\"customer.created.v1\", \"\"]})', /filter/types",
        "'customerEvents(customer: \"pos:1\", name: \"\")', /name"
    })
    void emptyArgumentIsRefused(String field, String pointer) {
        graphQL(Map.of("query", "{ " + field + " { nodes { __typename } } }"))
                .then()
                .statusCode(200)
                .body("errors[0].extensions.problem.code", is("value_invalid"))
                .body("errors[0].extensions.problem.errors[0].pointer", is(pointer))
                .body("errors[0].path", hasSize(1));
    }

    /// Of each customer of a page.
    @Test
    void emptyArgumentWithinIsRefused() {
        shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);

        graphQL(Map.of("query", "{ customer(id: \"pos:1\") { events(name: \"\") { nodes { id } } } }"))
                .then()
                .body("errors[0].extensions.problem.errors[0].pointer", is("/name"))
                .body("errors[0].path", is(List.of("customer", "events")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "customers/pos:1/points/ledger", "audit-log"})
    void rangeThatNothingLiesInIsRefused(String list) {
        shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);
        var end = list.equals("audit-log") ? "until" : "to";
        for (var from : List.of("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")) {
            shop.given()
                    .get("/v1/" + list + "?from=" + from + "&" + end + "=2026-02-01T00:00:00Z")
                    .then()
                    .statusCode(422)
                    .body("code", is("value_invalid"))
                    .body("errors[0].pointer", is(end));
        }
        shop.given()
                .get("/v1/" + list + "?from=2026-02-01T00:00:00Z&" + end + "=2026-02-01T00:00:01Z")
                .then()
                .statusCode(200);
    }

    @Test
    void nothingTypedYetIsNothingToRefuse() {
        shop.given().get("/v1/catalog/filters?search=").then().statusCode(200);
        graphQL(
                        Map.of(
                                "query",
                                "{ segmentFilterSuggestions(search: \"\") { nodes { __typename } } customers(sort: \"\") { nodes { id } } }"))
                .then()
                .body("errors", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/imports/x",
                "/v1/imports/x/errors",
                "/v1/imports/x/errors.csv",
                "/v1/jobs/x",
                "/v1/jobs/1-1-1-1-1",
                "/v1/privacy/erasures/1-1-1-1-1",
                "/v1/exports/1-1-1-1-1",
                "/v1/webhooks/1-1-1-1-1"
            })
    void idThatIsNoneIsNotFound(String path) {
        shop.given().get(path).then().statusCode(404).body("code", endsWith("_not_found"));
    }

    private Response graphQL(Object body) {
        return shop.given().body(body).post("/graphql");
    }
}
