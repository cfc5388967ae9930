package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// All customers of a filter as a file.
@KequnTest
class CustomerStreamTest {
    private static final int MANY = 12_345;
    private static final String FILL = """
        insert into customer (shop_id, id, recorded_at, updated_at, city, amount_spent)
        select shop.id, gen_random_uuid(), now(), now(), case when n %% 5 = 0 then 'Rome' else 'Oslo' end, n
        from shop, generate_series(1, %d) n where shop.key = '%s'\
        """;

    @Inject
    DataSource database;

    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
    }

    @Test
    void moreThanTenThousandCustomersComeOneALine() throws SQLException, IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(FILL.formatted(MANY, shop.key()));
        }

        var ids = new HashSet<String>();
        var mapper = new ObjectMapper();
        try (var lines = lines("?filter=city%20%3D%20'Oslo'", "application/x-ndjson")) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var customer = mapper.readTree(line);
                assertThat(customer.get("city").asText()).isEqualTo("Oslo");
                ids.add(customer.get("id").asText());
            }
        }

        assertThat(ids).hasSize(MANY * 4 / 5);
        try (var lines = lines("?columns=id", "text/csv")) {
            assertThat(lines.lines().count()).isEqualTo(MANY + 1);
        }
    }

    @Test
    void theOrderIsTheOneAskedForAcrossPieces() throws SQLException, IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(FILL.formatted(2_500, shop.key()));
        }

        try (var lines = lines("?sort=-amount_spent&columns=amountSpent", "text/csv")) {
            var amounts = lines.lines().skip(1).map(Double::valueOf).toList();
            assertThat(amounts).hasSize(2_500).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void aLineIsWhatTheListShows() {
        shop.given()
                .body(Map.of("name", "=1+1", "city", "Oslo", "gender", "female"))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(201);
        var item = shop.given().get("/v1/customers").jsonPath().getMap("items[0]");

        assertThat(file("application/x-ndjson", "").jsonPath().getMap("")).isEqualTo(item);
        assertThat(file("text/csv", "?columns=name,identities,city").asString())
                .isEqualTo("\uFEFFname,identities,city\r\n'=1+1,pos:1,Oslo\r\n");
        assertThat(file("text/csv", "?columns=id&filter=city%20IS%20NULL").asString())
                .isEqualTo("\uFEFFid\r\n");
    }

    @Test
    void withoutAMediaTypeItIsAPage() {
        for (var accept : List.of("*/*", "application/json", "text/html, */*;q=0.1")) {
            shop.given()
                    .accept(accept)
                    .get("/v1/customers")
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/json"));
        }
    }

    @Test
    void whatIsWrongIsRefusedBeforeTheFirstLine() {
        for (var accept : List.of("application/x-ndjson", "text/csv")) {
            for (var wrong : Map.of("filter=citi%20IS%20NULL", "rule_invalid", "sort=citi", "value_invalid")
                    .entrySet()) {
                shop.given()
                        .accept(accept)
                        .urlEncodingEnabled(false)
                        .get("/v1/customers?" + wrong.getKey())
                        .then()
                        .statusCode(422)
                        .contentType("application/problem+json")
                        .body("code", is(wrong.getValue()));
            }
        }
        file("text/csv", "?columns=nmae").then().statusCode(422).body("code", is("value_invalid"));
    }

    private Response file(String accept, String query) {
        return shop.given().accept(accept).urlEncodingEnabled(false).get("/v1/customers" + query);
    }

    private BufferedReader lines(String query, String accept) {
        return new BufferedReader(new InputStreamReader(file(accept, query).asInputStream(), StandardCharsets.UTF_8));
    }
}
