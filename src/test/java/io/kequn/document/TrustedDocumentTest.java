package io.kequn.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.platform.value.Sha256;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// GraphQL documents by their names: added by REST and GraphQL, run over both methods, in each mode.
@KequnTest
class TrustedDocumentTest {
    private static final String TEXT = "query Shop($unused: Boolean = true) { shop { key @include(if: $unused) } }";

    private TestShop shop;

    @BeforeEach
    void begin() {
        shop = TestShop.create();
    }

    private ValidatableResponse add(Map<String, ?> manifest) {
        return shop.given().body(manifest).post("/v1/trusted-documents").then();
    }

    private ValidatableResponse run(Map<String, ?> request) {
        return run(shop.given(), request);
    }

    private static ValidatableResponse run(RequestSpecification by, Map<String, ?> request) {
        return by.accept("application/graphql-response+json")
                .body(request)
                .post("/graphql")
                .then();
    }

    private static void isRefused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status)
                .body("errors[0].extensions.problem.code", is(code))
                .body("data", nullValue());
    }

    private void mode(String mode, String customerMode) {
        shop.given()
                .body(Map.of("mode", mode, "customerMode", customerMode))
                .put("/v1/shop/document-policy")
                .then()
                .statusCode(200)
                .body("mode", is(mode))
                .body("customerMode", is(customerMode));
    }

    private static Map<String, Object> digest(String sha256) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", sha256));
    }

    @Test
    void documentIsRunByItsIdItsDigestAndWithVariables() {
        add(Map.of("shop-1", TEXT)).statusCode(200).body("added", is(1)).body("unchanged", is(0));

        for (var id : List.of("shop-1", "sha256:" + Sha256.hex(TEXT))) {
            run(Map.of("documentId", id)).statusCode(200).body("data.shop.key", is(shop.key()));
        }
        run(Map.of("documentId", "shop-1", "variables", Map.of("unused", false)))
                .statusCode(200)
                .body("data.shop.key", nullValue());
        run(Map.of("extensions", digest(Sha256.hex(TEXT)))).statusCode(200).body("data.shop.key", is(shop.key()));
        isRefused(run(Map.of("documentId", "shop-2")), 404, "document_not_found");
        isRefused(run(TestShop.create().given(), Map.of("documentId", "shop-1")), 404, "document_not_found");
        run(Map.of("documentId", "shop-1", "query", TEXT)).statusCode(400).body("errors[0].pointer", is("/documentId"));
    }

    /// As caches and browsers read: what has not changed is not sent again, whatever it has cost.
    @Test
    void readerWhoHasItIsToldSo() {
        add(Map.of("shop-1", TEXT)).statusCode(200);
        var first = shop.given().get("/graphql?documentId=shop-1").then().statusCode(200);
        first.body("data.shop.key", is(shop.key())).header("Cache-Control", "private, no-cache");
        String etag = first.extract().header("ETag");

        shop.given()
                .header("If-None-Match", etag)
                .get("/graphql?documentId=shop-1")
                .then()
                .statusCode(304)
                .header("ETag", etag)
                .body(is(""));
        TestShop.platform()
                .body(Map.of("name", "New name"))
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200);
        shop.given()
                .header("If-None-Match", etag)
                .queryParam("query", "{ shop { key name } }")
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("data.shop.name", is("New name"))
                .header("ETag", notNullValue());
        shop.given()
                .queryParam("query", "{ none }")
                .get("/graphql")
                .then()
                .header("ETag", nullValue())
                .header("Cache-Control", "no-store");
    }

    @Test
    void documentSentOnceWithItsDigestIsKnownByIt() {
        var text = TEXT + " # " + shop.key();
        var extensions = digest(Sha256.hex(text));

        run(Map.of("extensions", extensions)).statusCode(404).body("errors[0].message", is("PersistedQueryNotFound"));
        run(Map.of("extensions", extensions, "query", text)).statusCode(200);
        run(Map.of("extensions", extensions)).statusCode(200).body("data.shop.key", is(shop.key()));
        shop.given()
                .queryParam(
                        "extensions",
                        "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + Sha256.hex(text) + "\"}}")
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("data.shop.key", is(shop.key()));
        isRefused(run(TestShop.create().given(), Map.of("extensions", extensions)), 404, "persisted_query_not_found");
        isRefused(run(Map.of("extensions", extensions, "query", TEXT)), 400, "input_invalid");
        run(Map.of("extensions", Map.of("persistedQuery", Map.of("version", 2, "sha256Hash", "x"))))
                .statusCode(400)
                .body("errors[0].pointer", is("/extensions/persistedQuery"));
    }

    @Test
    void shopThatTrustsItsOwnOnlyRunsNothingElse() {
        add(Map.of("shop-1", TEXT)).statusCode(200);
        mode("only", "prefer");
        var other = "{ shop { name } }";

        run(Map.of("documentId", "shop-1")).statusCode(200).body("data.shop.key", is(shop.key()));
        run(Map.of("query", TEXT)).statusCode(200);
        isRefused(run(Map.of("query", other)), 403, "document_not_trusted");
        isRefused(run(Map.of("query", "{ __schema { types { name } } }")), 403, "document_not_trusted");
        isRefused(run(Map.of("query", other, "extensions", digest(Sha256.hex(other)))), 403, "document_not_trusted");
        isRefused(run(Map.of("extensions", digest(Sha256.hex(other)))), 403, "document_not_trusted");
        mode("prefer", "only");
        run(Map.of("query", other)).statusCode(200);
    }

    @Test
    void shopThatTakesTextOnlySaysSo() {
        add(Map.of("shop-1", TEXT)).statusCode(200);
        mode("off", "off");

        run(Map.of("query", TEXT)).statusCode(200);
        isRefused(run(Map.of("documentId", "shop-1")), 400, "persisted_query_not_supported");
        run(Map.of("extensions", digest(Sha256.hex(TEXT))))
                .statusCode(400)
                .body("errors[0].message", is("PersistedQueryNotSupported"));
    }

    @Test
    void customersOwnTokensHaveTheirOwnMode() {
        var me = "{ me { numberOfOrders } }";
        add(Map.of("me", me)).statusCode(200);
        mode("prefer", "only");
        var token = customerToken();

        run(TestShop.as(token), Map.of("documentId", "me")).statusCode(200).body("data.me.numberOfOrders", is(0));
        isRefused(run(TestShop.as(token), Map.of("query", "{ me { __typename } }")), 403, "document_not_trusted");
        run(Map.of("query", "{ shop { key } }")).statusCode(200);
    }

    private String customerToken() {
        shop.given().body(Map.of()).put("/v1/customers/pos:1").then().statusCode(201);
        return shop.given()
                .body(Map.of())
                .post("/v1/customers/pos:1/access-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    @Test
    void manifestIsTakenWhollyOrNotAtAll() {
        add(Map.of("good", TEXT, "bad", "{ nothingLikeIt }", "worse", "{", "none", "fragment F on Shop { key }"))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/bad", "/none", "/worse"))
                .body("errors.find { it.pointer == '/bad' }.message", containsString("nothingLikeIt"));
        shop.given()
                .header("Accept-Language", "zh-CN")
                .body(Map.of("bad", "{ shop { kye } }"))
                .post("/v1/trusted-documents")
                .then()
                .statusCode(422)
                .body("errors[0].message", is("校验错误（FieldUndefined@[shop/kye]）：类型 `Shop` 没有字段 `kye`。是否想输入 `key`？"))
                .body("errors[0].position.column", is(10));
        add(Map.of("shop-1", TEXT, "sha256:" + "0".repeat(64), TEXT)).statusCode(422);
        add(Map.of("with space", TEXT)).statusCode(422);
        add(Map.of("shop-1", 7)).statusCode(422).body("errors[0].pointer", is("/shop-1"));
        add(Map.of()).statusCode(422);
        shop.given()
                .get("/v1/trusted-documents?count=true")
                .then()
                .statusCode(200)
                .body("page.total", is(0));
    }

    @Test
    void textNeverChangesUnderItsId() {
        add(Map.of("shop-1", TEXT)).statusCode(200);

        add(Map.of("shop-1", TEXT, "shop-2", TEXT))
                .statusCode(200)
                .body("added", is(1))
                .body("unchanged", is(1));
        add(Map.of("shop-1", "{ shop { name } }", "shop-3", TEXT))
                .statusCode(409)
                .body("code", is("key_taken"))
                .body("errors[0].pointer", is("/shop-1"));
        shop.given().get("/v1/trusted-documents/shop-3").then().statusCode(404);
    }

    @Test
    void manifestOfApolloIsTakenAsItIs() {
        var operation = new HashMap<String, Object>(
                Map.of("id", Sha256.hex(TEXT), "name", "Shop", "type", "query", "body", TEXT));
        add(Map.of("format", "apollo-persisted-query-manifest", "version", 1, "operations", List.of(operation)))
                .statusCode(200)
                .body("added", is(1));

        run(Map.of("extensions", digest(Sha256.hex(TEXT)))).statusCode(200);
        shop.given()
                .get("/v1/trusted-documents/" + Sha256.hex(TEXT))
                .then()
                .statusCode(200)
                .body("name", is("Shop"))
                .body("text", is(TEXT))
                .body("sha256", is(Sha256.hex(TEXT)));
    }

    @Test
    void deletedDocumentIsNotRun() {
        add(Map.of("shop-1", TEXT)).statusCode(200);
        run(Map.of("documentId", "shop-1")).statusCode(200);

        shop.given()
                .delete("/v1/trusted-documents/shop-1")
                .then()
                .statusCode(200)
                .body("deletedDocumentId", is("shop-1"));

        isRefused(run(Map.of("documentId", "shop-1")), 404, "document_not_found");
        shop.given().delete("/v1/trusted-documents/shop-1").then().statusCode(404);
    }

    @Test
    void graphQLDoesTheSame() {
        var added = query("mutation { trustedDocumentsAdd(input: {documents: [{id: \"a\", text: \"{ shop { key } }\"},"
                + " {id: \"b\", text: \"{ shop { name } }\"}]}) { added unchanged userErrors { code } } }");
        added.body("data.trustedDocumentsAdd.added", is(2));
        query("mutation { trustedDocumentsAdd(input: {documents: [{id: \"c\", text: \"{ no }\"}]})"
                        + " { added userErrors { field code } } }")
                .body("data.trustedDocumentsAdd.added", nullValue())
                .body("data.trustedDocumentsAdd.userErrors[0].field", is(List.of("documents", "0")));
        query("{ trustedDocuments(first: 1) { nodes { id text } pageInfo { hasNextPage } } documentPolicy { mode } }")
                .body("data.trustedDocuments.nodes.id", is(List.of("a")))
                .body("data.trustedDocuments.pageInfo.hasNextPage", is(true))
                .body("data.documentPolicy.mode", is("PREFER"));
        query("mutation { trustedDocumentDelete(input: {id: \"a\"}) { deletedDocumentId } documentPolicySet(input:"
                        + " {mode: OFF, customerMode: ONLY}) { policy { mode customerMode } } }")
                .body("data.trustedDocumentDelete.deletedDocumentId", is("a"))
                .body("data.documentPolicySet.policy.customerMode", is("ONLY"));
        query("{ trustedDocument(id: \"a\") { id } }").body("data.trustedDocument", nullValue());
    }

    private ValidatableResponse query(String document) {
        return run(Map.of("query", document)).statusCode(200).body("errors", nullValue());
    }

    @Test
    void pagesFollowTheIds() {
        add(Map.of("c", TEXT, "a", TEXT, "b", TEXT)).statusCode(200);

        var first = shop.given().get("/v1/trusted-documents?limit=2").then().statusCode(200);
        first.body("items.id", is(List.of("a", "b"))).body("items.name", everyItem(is("Shop")));
        String next = first.extract().path("page.next");
        shop.given()
                .queryParam("after", next)
                .get("/v1/trusted-documents?limit=2")
                .then()
                .body("items.id", is(List.of("c")))
                .body("page.next", nullValue());
        assertThat(next).isNotNull();
    }
}
