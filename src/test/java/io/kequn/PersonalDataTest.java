package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.agroal.api.AgroalDataSource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What names a person is written and read in all ways that there are; afterwards neither a table nor the log holds it.
@KequnTest
class PersonalDataTest {
    /// Each in all forms in which it is sent or stored.
    private static final List<String> SECRETS = List.of(
            "zyxkanari",
            "Zyxkanari",
            "wvukanari",
            "Wvukanari",
            "13899970001",
            "138 9997 0001",
            "13899970002",
            "13899970003",
            "13899970",
            "kein-telefon-9997");

    /// Is no secret: shows that the search finds what is there.
    private static final String CITY = "Offenbach am Kontrollpunkt";

    @Inject
    AgroalDataSource database;

    private final LogOfRun log = new LogOfRun();
    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.create();
        log.open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void nothingHoldsItInClear() throws SQLException {
        write();
        read();
        var hook = webhook();
        merge();
        fail();
        load();
        log.note("the log is listened to");

        assertThat(tablesWith(CITY)).contains("customer", "customer_attribute_history");
        for (var secret : SECRETS) {
            assertThat(tablesWith(secret)).as(secret).isEmpty();
        }
        assertThat(tablesWith(hook)).as("the secret of a webhook").isEmpty();
        assertThat(log.text()).contains("the log is listened to");
        assertThat(SECRETS).noneMatch(log.text()::contains);
        assertThat(log.text()).doesNotContain(hook);
    }

    /// Whoever may ask for a customer learns nothing of another one from a refusal.
    @Test
    void refusalsTellNothingOfOthers() {
        write();

        var taken = put("crm:2", Map.of("identities", List.of(Map.of("source", "crm", "externalId", "1"))));
        assertThat(taken.statusCode()).isEqualTo(409);
        var missing = shop.given().get("/v1/customers/crm:absent");
        assertThat(missing.statusCode()).isEqualTo(404);
        var stale = shop.given()
                .header("If-Match", "\"99\"")
                .contentType("application/merge-patch+json")
                .body(Map.of("phone", "13899970002"))
                .patch("/v1/customers/crm:1");
        assertThat(stale.statusCode()).isEqualTo(412);

        for (var answer : List.of(taken, missing, stale)) {
            assertThat(SECRETS).as(answer.asString()).noneMatch(answer.asString()::contains);
        }
    }

    private void write() {
        var ada = person("zyxkanari", "138 9997 0001");
        shop.given()
                .header("Idempotency-Key", "first")
                .body(ada)
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .body("customer.phone", is("+8613899970001"));
        shop.given()
                .header("Idempotency-Key", "first")
                .body(ada)
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", is("true"))
                .body("customer.email", is("zyxkanari@example.com"));
        assertThat(put("crm:1", ada).statusCode()).isEqualTo(201);
        shop.given()
                .contentType("application/merge-patch+json")
                .body(Map.of("phone", "13899970002", "city", CITY + " 2"))
                .patch("/v1/customers/crm:1")
                .then()
                .statusCode(200);
        assertThat(put("crm:3", person("wvukanari", "13899970003")).statusCode())
                .isEqualTo(201);
        graphql("""
            mutation { customerUpsert(input: {customer: "crm:4", fields: {email: "zyxkanari@example.org",
              phone: "13899970001", name: "Zyxkanari"}}) { customer { email phone } userErrors { message } } }\
            """);
    }

    private void read() {
        shop.given()
                .queryParam("email", "ZYXKANARI@example.com")
                .get("/v1/customers")
                .then()
                .statusCode(200)
                .body("items.size()", is(2));
        shop.given()
                .queryParam("phone", "138 9997 0002")
                .get("/v1/customers")
                .then()
                .statusCode(200)
                .body("items.size()", is(1))
                .body("items[0].firstName", is("Zyxkanari"));
        graphql("{ customers(first: 5, email: \"zyxkanari@example.com\") { nodes { name email phone } } }");
        for (var type : List.of("application/x-ndjson", "text/csv")) {
            assertThat(shop.given().accept(type).get("/v1/customers").asString())
                    .contains("zyxkanari@example.com", "+8613899970003");
        }
        shop.given().get("/v1/customers/crm:1/card").then().statusCode(200);
        shop.given().get("/v1/sync/customers").then().statusCode(200);
    }

    /// What is sent to it is tried, and fails. Answers its secret.
    private String webhook() {
        String id = shop.given()
                .body(Map.of(
                        "url",
                        "http://127.0.0.1:9/",
                        "filter",
                        Map.of("types", List.of("customer.updated.v1", "customer.merged.v1"))))
                .header("Idempotency-Key", "hook")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("webhook.id");
        shop.given().post("/v1/webhooks/" + id + "/rotate-secret").then().statusCode(200);
        String secret = shop.given().get("/v1/webhooks/" + id + "/secret").path("previous");
        assertThat(secret).startsWith("whsec_");
        return secret.substring("whsec_".length());
    }

    private void merge() {
        shop.given()
                .header("Idempotency-Key", "merge")
                .body(Map.of("from", "crm:4"))
                .post("/v1/customers/crm:3/merge")
                .then()
                .statusCode(200)
                .body("customer.email", is("wvukanari@example.com"))
                .body("customer.name", is("Wvukanari"));
    }

    private void fail() {
        assertThat(put("crm:5", Map.of("phone", "kein-telefon-9997")).statusCode())
                .isEqualTo(422);
        assertThat(put("crm:5", Map.of("email", "zyxkanari@")).statusCode()).isEqualTo(422);
        assertThat(put("crm:5", Map.of("email", "zyxkanari@example.com", "country", "XX"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(put("crm:5", Map.of("email", List.of("zyxkanari@example.com")))
                        .statusCode())
                .isBetween(400, 422);
        shop.given()
                .body("{\"email\": \"zyxkanari@example.com\", \"phone\": ")
                .put("/v1/customers/crm:5")
                .then()
                .statusCode(400);
        shop.given()
                .queryParam("filter", "email = 'zyxkanari@example.com'")
                .get("/v1/customers")
                .then()
                .statusCode(422);
        shop.given()
                .queryParam("phone", "kein-telefon-9997")
                .get("/v1/customers")
                .then()
                .statusCode(422);
    }

    /// A file with rows that are wrong.
    private void load() {
        var columns = new LinkedHashMap<String, String>(
                Map.of("externalId", "id", "email", "mail", "phone", "tel", "name", "who", "country", "land"));
        var mapping = new ArrayList<Map<String, String>>();
        columns.forEach((to, column) -> mapping.add(Map.of("to", to, "column", column)));
        String id = shop.given()
                .body(Map.of("kind", "customers", "source", "file", "mapping", mapping))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        shop.given()
                .contentType("text/csv")
                .body("""
                    id,mail,tel,who,land
                    1,zyxkanari@example.net,13899970001,Zyxkanari,CN
                    2,zyxkanari@,13899970002,Zyxkanari,CN
                    3,wvukanari@example.net,kein-telefon-9997,Wvukanari,CN
                    4,wvukanari@example.net,13899970003,Wvukanari,XX
                    """.getBytes(StandardCharsets.UTF_8))
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        Eventually.holds(
                () -> "succeeded".equals(shop.given().get("/v1/imports/" + id).path("status")));
        var errors = shop.given().get("/v1/imports/" + id + "/errors");
        assertThat(errors.asString()).contains("2,zyxkanari@,13899970002,Zyxkanari,CN");
        assertThat(errors.jsonPath().getList("items.message", String.class))
                .hasSize(3)
                .noneMatch(message -> SECRETS.stream().anyMatch(message::contains));
        assertThat(shop.given()
                        .accept("text/csv")
                        .get("/v1/imports/" + id + "/errors.csv")
                        .asString())
                .contains("kein-telefon-9997");
        shop.given()
                .queryParam("email", "zyxkanari@example.net")
                .get("/v1/customers")
                .then()
                .body("items.size()", is(1));
    }

    private static Map<String, Object> person(String name, String phone) {
        var capital = name.substring(0, 1).toUpperCase() + name.substring(1);
        return Map.of(
                "name", capital,
                "firstName", capital,
                "lastName", capital,
                "email", name + "@example.com",
                "phone", phone,
                "city", CITY);
    }

    private Response put(String customer, Map<String, ?> body) {
        return shop.given().body(body).put("/v1/customers/" + customer);
    }

    private void graphql(String query) {
        var answer = shop.given()
                .contentType(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/graphql");
        assertThat(answer.asString()).contains("zyxkanari@example").doesNotContain("\"errors\"");
    }

    /// The tables of which a row holds the text, as such, in hex or in base64.
    private List<String> tablesWith(String text) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection);
            for (var table : tables(connection)) {
                if (holds(connection, table, text)) {
                    found.add(table);
                }
            }
            connection.rollback();
        }
        return found;
    }

    /// A superuser sees all shops, any other owner this one.
    private void enter(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "select set_config('app.shop', id::text, true) from shop where key = '" + shop.key() + "'");
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select relname from pg_class where relkind in ('r', 'p')"
                        + " and not relispartition and relnamespace = current_schema()::regnamespace order by 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static boolean holds(Connection connection, String table, String text) throws SQLException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var statement = connection.prepareStatement("select exists (select from " + table
                + " x where position(? in x::text) > 0 or position(? in x::text) > 0)")) {
            statement.setString(1, text);
            statement.setString(2, HexFormat.of().formatHex(bytes));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
