package io.kequn.customer;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KequnTest
class CustomerGraphQLTest {
    @Test
    void customerIsMadeChangedAndFound() {
        var shop = TestShop.create();
        ask(
                        shop,
                        "mutation { attributeCreate(input: {key: \"size\", name: \"Size\", type: STRING}) { attribute"
                                + " { key type } userErrors { code } } }")
                .body("data.attributeCreate.userErrors", hasSize(0))
                .body("data.attributeCreate.attribute.type", is("STRING"));

        String id = ask(shop, """
            mutation { customerCreate(input: {name: "Ada", city: "Oslo", emailConsent: GRANTED,
              identities: [{source: "pos", externalId: "1"}], custom: {size: "L"}}) {
              customer { id uuid name custom emailConsent amountSpent { amount currency } identities { source } }
              userErrors { code field message } membershipChanges { key } } }\
            """)
                .body("data.customerCreate.userErrors", hasSize(0))
                .body("data.customerCreate.customer.custom", is(Map.of("size", "L")))
                .body("data.customerCreate.customer.emailConsent", is("GRANTED"))
                .extract()
                .path("data.customerCreate.customer.id");

        ask(
                        shop,
                        "mutation { customerUpdate(input: {customer: \"" + id
                                + "\", fields: {city: null, gender: \"f\"}}) { customer { name city gender version }"
                                + " userErrors { code } } }")
                .body("data.customerUpdate.customer.name", is("Ada"))
                .body("data.customerUpdate.customer.city", nullValue())
                .body("data.customerUpdate.customer.gender", is("f"));
        ask(
                        shop,
                        "{ a: customer(id: \"pos:1\") { name } node(id: \"" + id
                                + "\") { id } none: customer(id: \"pos:2\") { name } }")
                .body("data.a.name", is("Ada"))
                .body("data.node.id", is(id))
                .body("data.none", nullValue());
        ask(
                        shop,
                        "{ customers(first: 1, filter: \"custom.size = 'L'\", sort: \"-registered_at\") { nodes { name"
                                + " } totalCount evaluatedAt pageInfo { hasNextPage endCursor } } }")
                .body("data.customers.nodes.name", is(List.of("Ada")))
                .body("data.customers.totalCount", is(1))
                .body("data.customers.pageInfo.endCursor", notNullValue());
    }

    @Test
    void mergedCustomerShowsWhereFrom() {
        var shop = TestShop.create();
        String from = upsert(shop, "pos:1");
        String into = upsert(shop, "pos:2");

        ask(
                        shop,
                        "mutation { customerMerge(input: {from: \"" + from + "\", into: \"" + into
                                + "\"}) { customer { uuid identities { externalId } } userErrors { code } } }")
                .body("data.customerMerge.customer.identities", hasSize(2));

        ask(shop, "{ customer(id: \"" + from + "\") { uuid mergedFrom } }")
                .body("data.customer.uuid", is(into))
                .body("data.customer.mergedFrom", is(from));
        ask(
                        shop,
                        "mutation { customerDelete(input: {customer: \"" + into
                                + "\"}) { deletedCustomerId userErrors { code } } }")
                .body("data.customerDelete.deletedCustomerId", is(into));
        ask(shop, "{ customer(id: \"" + from + "\") { uuid } }").body("data.customer", nullValue());
    }

    @Test
    void refusalsAreUserErrors() {
        var shop = TestShop.create();
        upsert(shop, "pos:1");
        String other = upsert(shop, "pos:2");

        ask(
                        shop,
                        "mutation { customerIdentityLink(input: {customer: \"" + other
                                + "\", identity: {source: \"pos\", externalId: \"1\"}}) { customer { uuid } userErrors"
                                + " { code } } }")
                .body("data.customerIdentityLink.userErrors[0].code", is("identity_taken"));
        ask(
                        shop,
                        "mutation { customerCreate(input: {country: \"XX\"}) { customer { uuid } userErrors { code"
                                + " field } } }")
                .body("data.customerCreate.userErrors[0].field", is(List.of("country")));
    }

    @CanIgnoreReturnValue
    private static String upsert(TestShop shop, String identity) {
        return shop.given()
                .body("{}")
                .put("/v1/customers/" + identity)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    private static ValidatableResponse ask(TestShop shop, String query) {
        return shop.given()
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue());
    }
}
