package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KequnTest
class CustomerListTest {
    private static final String CUSTOMERS = "/v1/customers";

    @Test
    void filterSelectsByStandardAndOwnAttributes() {
        var shop = TestShop.create();
        for (var type : List.of("string", "number", "boolean", "date", "instant", "set")) {
            shop.given()
                    .body(Map.of("name", type, "type", type))
                    .put("/v1/attributes/a_" + type)
                    .then()
                    .statusCode(201);
        }
        create(shop, Map.of("name", "bare"));
        create(
                shop,
                Map.of(
                        "name", "full",
                        "city", "Oslo",
                        "birthDate", "1990-05-01",
                        "location", Map.of("latitude", 59.91, "longitude", 10.75),
                        "custom",
                                Map.of(
                                        "a_string",
                                        "L",
                                        "a_number",
                                        12.50,
                                        "a_boolean",
                                        true,
                                        "a_date",
                                        "2024-02-29",
                                        "a_instant",
                                        "2024-02-29T10:00:00.123456+08:00",
                                        "a_set",
                                        List.of("b", "a", "b"))));

        for (var filter : List.of(
                "city = 'Oslo'",
                "age >= 30",
                "number_of_orders = 0 AND city IS NOT NULL",
                "email_consent = 'unknown' AND city STARTS WITH 'Os'",
                "custom.a_string = 'L'",
                "custom.a_number BETWEEN 12.5 AND 13",
                "custom.a_boolean = true",
                "custom.a_date = 2024-02-29",
                "custom.a_instant <= 2024-02-29T02:00:00.123456Z AND custom.a_instant >= 2024-02-29T02:00:00.123456Z",
                "custom.a_set CONTAINS 'a'",
                "anniversary(birth_date) BETWEEN -6m AND +6m AND BUCKET('x') < 100%",
                "NOT city HAS BEEN 'Oslo' FOR AT LEAST 1h AND city = 'Oslo'",
                "WITHIN 5 km OF (59.92, 10.76) AND location IS NOT NULL",
                "product_viewed NOT MATCHES () AND location IS NOT NULL AND abandoned_checkout_date IS NULL",
                "customer_cities CONTAINS 'Oslo'")) {
            list(shop, Map.of("filter", filter))
                    .then()
                    .statusCode(200)
                    .body("items.name", is(List.of("full")))
                    .body("evaluatedAt", notNullValue())
                    .body("timeZone", is("Asia/Shanghai"));
        }
        list(shop, Map.of("filter", "custom.a_set IS NULL", "count", "true"))
                .then()
                .body("items.name", is(List.of("bare")))
                .body("page.total", is(1));
        list(shop, Map.of("filter", "city = 'Oslo'"))
                .then()
                .body("items[0].custom.a_number", is(12.5f))
                .body("items[0].custom.a_instant", is("2024-02-29T02:00:00.123456Z"))
                .body("items[0].custom.a_set", is(List.of("a", "b")));
    }

    @Test
    void wrongFilterSaysWhere() {
        var shop = TestShop.create();

        list(shop, Map.of("filter", "city = 'Oslo' AND nmae = 'x'"))
                .then()
                .statusCode(422)
                .body("code", is("rule_invalid"))
                .body("errors[0].pointer", is("filter"))
                .body("errors[0].position.column", is(19));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "registered_at",
                "-registered_at",
                "last_seen_at",
                "-last_seen_at",
                "-amount_spent,last_seen_at",
                "last_seen_at,-registered_at",
                "-created_at"
            })
    void walkShowsEachOnceInOrder(String sort) {
        var shop = TestShop.create();
        for (int i = 0; i < 23; i++) {
            var fields = new LinkedHashMap<String, Object>(Map.of("name", "c" + i));
            fields.put("registeredAt", "2024-01-0" + (1 + i % 4) + "T00:00:00Z");
            if (i % 3 > 0) {
                fields.put("lastSeenAt", "2024-02-0" + (1 + i % 5) + "T00:00:00Z");
            }
            create(shop, fields);
        }
        var query = new LinkedHashMap<String, String>(Map.of("sort", sort, "limit", "5"));
        var whole = list(shop, Map.of("sort", sort, "limit", "200")).jsonPath().getList("items.id", String.class);

        var walked = new ArrayList<String>();
        String after;
        do {
            var page = list(shop, query);
            page.then().statusCode(200);
            walked.addAll(page.jsonPath().getList("items.id", String.class));
            after = page.path("page.next");
            query.put("after", after == null ? "" : after);
        } while (after != null);

        assertThat(whole).hasSize(23).doesNotHaveDuplicates();
        assertThat(walked).isEqualTo(whole);
    }

    @Test
    void missingValuesComeLastBothWays() {
        var shop = TestShop.create();
        create(shop, Map.of("name", "none"));
        create(shop, Map.of("name", "early", "lastSeenAt", "2024-01-01T00:00:00Z"));
        create(shop, Map.of("name", "late", "lastSeenAt", "2024-02-01T00:00:00Z"));

        list(shop, Map.of("sort", "last_seen_at")).then().body("items.name", is(List.of("early", "late", "none")));
        list(shop, Map.of("sort", "-last_seen_at")).then().body("items.name", is(List.of("late", "early", "none")));
    }

    @Test
    void insertsBetweenPagesRepeatNothing() {
        var shop = TestShop.create();
        for (int i = 0; i < 6; i++) {
            create(shop, Map.of("name", "c" + i));
        }
        var first = list(shop, Map.of("sort", "-registered_at", "limit", "3"));
        create(shop, Map.of("name", "new"));

        var second = list(shop, Map.of("sort", "-registered_at", "limit", "3", "after", first.path("page.next")));

        first.then().body("items.name", is(List.of("c5", "c4", "c3")));
        second.then().body("items.name", is(List.of("c2", "c1", "c0")));
    }

    @Test
    void foreignCursorIsRefused() {
        var shop = TestShop.create();
        create(shop, Map.of());
        create(shop, Map.of());
        String cursor = list(shop, Map.of("limit", "1")).path("page.next");

        for (var query : List.of(
                Map.of("after", "AAAA" + cursor),
                Map.of("after", "nonsense"),
                Map.of("after", cursor, "sort", "-registered_at"),
                Map.of("after", cursor, "filter", "city = 'Oslo'"))) {
            list(shop, query).then().statusCode(400).body("code", is("cursor_invalid"));
        }
        list(TestShop.create(), Map.of("after", cursor)).then().statusCode(400);
        list(shop, Map.of("after", cursor)).then().statusCode(200).body("items", hasSize(1));
    }

    @Test
    void wrongSortIsRefused() {
        var shop = TestShop.create();

        list(shop, Map.of("sort", "email")).then().statusCode(422).body("errors[0].pointer", is("sort"));
        list(shop, Map.of("sort", "registered_at,-registered_at")).then().statusCode(400);
        list(shop, Map.of("email", "nobody")).then().statusCode(422);
        for (var empty : List.of("email", "phone")) {
            list(shop, Map.of(empty, ""))
                    .then()
                    .statusCode(422)
                    .body("code", is("value_invalid"))
                    .body("errors[0].pointer", is(empty));
        }
    }

    private static Response list(TestShop shop, Map<String, String> query) {
        return shop.given().queryParams(query).get(CUSTOMERS);
    }

    @CanIgnoreReturnValue
    private static String create(TestShop shop, Map<String, ?> fields) {
        return shop.given()
                .body(fields)
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }
}
