package io.kequn.platform.graphql;

import static io.kequn.platform.graphql.Api.JSON;
import static io.kequn.platform.graphql.Api.RESPONSE;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.KequnTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/graphql` as HTTP sees it. The audits of `graphql-http` in `src/test/conformance` say the same from outside.
@KequnTest
class GraphQLRouteTest {
    private static final String PROBLEM = "application/problem+json";

    @Test
    void scalarsAreWrittenAsTheApiSays() {
        Api.query("{ probes(count: 1) { number uuid at day kind note } }")
                .statusCode(200)
                .contentType(startsWith(JSON))
                .body("data.probes[0].number", is(1))
                .body("data.probes[0].uuid", is("00000000-0000-0000-0000-000000000001"))
                .body("data.probes[0].at", is("1970-01-01T00:00:01Z"))
                .body("data.probes[0].day", is("1970-01-02"))
                .body("data.probes[0].kind", is("EVEN"))
                .body("data.probes[0]", hasKey("note"))
                .body("errors", nullValue());
    }

    @Test
    void connectionHasTheShapeThatRelayWants() {
        Api.query("{ probeConnection(first: 2) { edges { cursor node { number } } nodes { number } pageInfo {"
                        + " hasNextPage hasPreviousPage startCursor endCursor } } }")
                .body("data.probeConnection.edges[1].cursor", is("c2"))
                .body("data.probeConnection.edges[1].node.number", is(2))
                .body("data.probeConnection.nodes[0].number", is(1))
                .body("data.probeConnection.pageInfo.startCursor", is("c1"))
                .body("data.probeConnection.pageInfo.endCursor", is("c2"))
                .body("data.probeConnection.pageInfo.hasNextPage", is(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|application/json",
                "application/*|application/json",
                "application/json|application/json",
                "application/graphql-response+json|application/graphql-response+json",
                "application/json;q=0.5, application/graphql-response+json|application/graphql-response+json",
                "text/html, application/xhtml+xml, */*;q=0.8|application/json",
                "multipart/mixed, application/graphql-response+json|application/graphql-response+json"
            })
    void answerHasTheMediaTypeThatWasAskedFor(String accept, String type) {
        Api.caller()
                .contentType(JSON)
                .accept(accept)
                .body(Map.of("query", "{ __typename }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .contentType(is(type + "; charset=utf-8"));
    }

    @Test
    void otherMediaTypesAreNotServed() {
        Api.caller()
                .contentType(JSON)
                .accept("text/csv")
                .body(Map.of("query", "{ __typename }"))
                .post("/graphql")
                .then()
                .statusCode(406)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/graphql",
                "application/json; charset=latin1",
                "multipart/form-data",
                "application/json, text/plain"
            })
    void otherBodiesAreNotRead(String type) {
        Api.caller()
                .header("Content-Type", type)
                .body("{\"query\": \"{ __typename }\"}".getBytes(StandardCharsets.UTF_8))
                .post("/graphql")
                .then()
                .statusCode(415)
                .contentType(PROBLEM)
                .body("code", is("media_type_unsupported"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"{ __typename }\"",
                "{",
                "{}",
                "{\"query\": 1}",
                "{\"query\": \" \"}",
                "[{\"query\": \"{ __typename }\"}]",
                "{\"query\": \"{ __typename }\"} x",
                "{\"query\": \"{ __typename }\", \"query\": \"{ probeThread }\"}",
                "{\"query\": \"{ __typename }\", \"operationName\": 1}",
                "{\"query\": \"{ __typename }\", \"variables\": []}",
                "{\"query\": \"{ __typename }\", \"extensions\": \"x\"}"
            })
    void whatIsNoRequestIsRefused(String body) {
        Api.post(body).statusCode(400).contentType(PROBLEM).body("code", notNullValue());
    }

    @Test
    void queryByGetIsAnswered() {
        Api.caller()
                .queryParam("query", "query A($n: Int!) { probes(count: $n) { number } } query B { __typename }")
                .queryParam("operationName", "A")
                .queryParam("variables", "{\"n\": 3}")
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("data.probes.size()", is(3));
    }

    @Test
    void mutationByGetIsRefused() {
        Api.caller()
                .queryParam("query", "mutation { probeCreate(input: {name: \"x\"}) { probe { number } } }")
                .get("/graphql")
                .then()
                .statusCode(405)
                .header("Allow", "POST")
                .body("errors[0].extensions.problem.code", is("method_not_allowed"))
                .body("data", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE"})
    void otherMethodsAreRefused(String method) {
        Api.caller().request(method, "/graphql").then().statusCode(anyOf(is(405), is(400)));
    }

    @Test
    void optionsTellsTheMethods() {
        Api.caller().options("/graphql").then().statusCode(204).header("Allow", containsString("POST"));
    }

    @Test
    void strangerIsRefused() {
        given().contentType(JSON)
                .body(Map.of("query", "{ __typename }"))
                .post("/graphql")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{ unknownField }",
                "{ probes { number(x: 1) } }",
                "query A { __typename } query B { __typename }",
                "query ($n: Int!) { probes(count: $n) { number } }",
                "subscription { __typename }",
                "{ probes(count: \"x\") { number } }",
                "{ probes(count: 99999999999) { number } }",
                "fragment a on Probe { number }"
            })
    void faultyDocumentIsAnError(String query) {
        Api.query(query).statusCode(200).body("errors[0].extensions.problem.code", is("query_invalid"));
        Api.strict(query)
                .statusCode(400)
                .contentType(startsWith(RESPONSE))
                .body("errors[0].extensions.problem.status", is(400))
                .body("errors[0].message", not(containsString("graphql.")));
    }

    @Test
    void refusalOfAServiceIsAProblemBesideTheData() {
        chinese("{ probeThread node(id: \"x\") { id } a: nodes(ids: [\"x\"]) { id } }")
                .body("data.a[0]", nullValue());
        chinese("{ probeRefused }")
                .statusCode(200)
                .body("errors[0].message", is("没有键为 `x` 的标签。"))
                .body("errors[0].path[0]", is("probeRefused"))
                .body("errors[0].extensions.problem.type", is("/problems/tag_not_found"))
                .body("errors[0].extensions.problem.status", is(404))
                .body("errors[0].extensions.problem.traceId", notNullValue())
                .body("errors.size()", is(1));
    }

    @Test
    void refusalAfterASwitchOfThreadsIsAProblemToo() {
        Api.query("{ probeRefusedLate }").body("errors[0].extensions.problem.code", is("scope_missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ probeBroken }", "{ probeBadSql }"})
    void failureSaysNothing(String query) {
        Api.query(query)
                .body("errors[0].extensions.problem.code", is("internal"))
                .body("errors[0].message", not(containsString("secret")));
    }

    @Test
    void mutationAnswersItsObject() {
        create("fine").body("data.probeCreate.probe.number", is(4)).body("data.probeCreate.userErrors.size()", is(0));
    }

    @Test
    void whatTheCallerCanMendIsAUserError() {
        create("wrong")
                .body("data.probeCreate.probe", nullValue())
                .body("data.probeCreate.userErrors[0].code", is("value_invalid"))
                .body("data.probeCreate.userErrors[0].field", equalTo(List.of("notes", "0")))
                .body("errors", nullValue());
        create("taken")
                .body("data.probeCreate.userErrors[0].code", is("key_taken"))
                .body("data.probeCreate.userErrors[0].field", nullValue());
    }

    @Test
    void whatTheCallerCannotMendIsAnErrorOfTheRequest() {
        create("forbidden").body("errors[0].extensions.problem.code", is("scope_missing"));
        create("broken").body("errors[0].extensions.problem.code", is("internal"));
    }

    @Test
    void nodesAreFoundByGlobalIdInTheOrderAskedFor() {
        String id = Api.query("{ probes(count: 3) { id } }").extract().path("data.probes[2].id");

        Api.query("{ node(id: \"" + id + "\") { __typename id ... on Probe { number square } } }")
                .body("data.node.__typename", is("Probe"))
                .body("data.node.id", is(id))
                .body("data.node.square", is(9));
        Api.query("{ nodes(ids: [\"x\", \"" + id + "\", \"\", \"" + NodeId.of("Probe", "10") + "\"]) { id } }")
                .body("data.nodes.size()", is(4))
                .body("data.nodes[0]", nullValue())
                .body("data.nodes[1].id", is(id))
                .body("data.nodes[3]", nullValue())
                .body("errors", nullValue());
    }

    @Test
    void tooManyIdsAreRefused() {
        Api.query("{ nodes(ids: [" + "\"x\" ".repeat(201) + "]) { id } }")
                .body("errors[0].extensions.problem.code", is("input_invalid"));
    }

    @Test
    void schemaAndGraphiqlAreServed() {
        Api.caller().get("/graphql/schema.graphql").then().statusCode(200).body(containsString("type PageInfo"));
        given().get("/q/graphql-ui/").then().statusCode(200).body(containsString("graphiql"));
    }

    /// GraphiQL in a browser does.
    @Test
    void mediaTypeMayBeSaidTwice() {
        var asItIs = EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
        var type = "application/json, application/json";
        Api.caller()
                .config(RestAssured.config().encoderConfig(asItIs.encodeContentTypeAs(type, ContentType.BINARY)))
                .header("Content-Type", type)
                .body("{\"query\": \"{ __typename }\"}".getBytes(StandardCharsets.UTF_8))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.__typename", is("Query"));
    }

    private static ValidatableResponse chinese(String query) {
        return Api.caller()
                .header("Accept-Language", "zh-CN")
                .contentType(JSON)
                .body(Map.of("query", query))
                .post("/graphql")
                .then();
    }

    private static ValidatableResponse create(String name) {
        return Api.caller()
                .contentType(JSON)
                .body(Map.of(
                        "query",
                        "mutation ($input: NewProbeInput!) { probeCreate(input: $input) { probe { number } userErrors"
                                + " { code field message } } }",
                        "variables",
                        Map.of("input", Map.of("name", name, "notes", List.of("a")))))
                .post("/graphql")
                .then();
    }
}
