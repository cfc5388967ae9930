package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class MemberStreamTest {
    private static final int MANY = 51_234;

    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void moreThanFiftyThousandMembersComeOneALine() throws SQLException, IOException {
        try (var sql = new BySql(shop)) {
            sql.customers(MANY);
        }
        segments.publish("all", "TRUE");

        var ids = new HashSet<String>();
        var mapper = new ObjectMapper();
        try (var lines = lines("/v1/segments/all/members", "application/x-ndjson")) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var member = mapper.readTree(line);
                assertThat(member.isObject()).as(line).isTrue();
                assertThat(member.get("customer").get("numberOfOrders").asInt()).isOne();
                ids.add(member.get("customerId").asText());
            }
        }

        assertThat(ids).hasSize(MANY);
        try (var lines = lines("/v1/segments/all/members?columns=id", "text/csv")) {
            assertThat(lines.lines().count()).isEqualTo(MANY + 1);
        }
    }

    @Test
    void fileHasAHeaderAndTheColumnsAskedFor() {
        segments.customer("pos:1", "Oslo");
        segments.publish("all", "TRUE");

        var file = shop.given()
                .accept("text/csv")
                .get("/v1/segments/all/members?columns=name,identities,city,numberOfOrders,amountSpent")
                .then()
                .statusCode(200)
                .header("Content-Type", is("text/csv;charset=UTF-8"))
                .header("Content-Disposition", is("attachment; filename=\"segments-all-members.csv\""))
                .extract()
                .asString()
                .split("\r\n");

        assertThat(file[0]).isEqualTo("\uFEFFname,identities,city,numberOfOrders,amountSpent");
        assertThat(file[1]).isEqualTo("顾客 pos:1,pos:1,Oslo,0,0.00");
        assertThat(shop.given()
                        .accept("text/csv")
                        .get("/v1/segments/all/members?columns=since,city")
                        .asString())
                .matches("\uFEFFsince,city\r\n20[^,]*Z,Oslo\r\n");
        shop.given()
                .accept("application/x-ndjson")
                .get("/v1/segments/all/members")
                .then()
                .header("Content-Type", is("application/x-ndjson;charset=UTF-8"))
                .header("Content-Disposition", is("attachment; filename=\"segments-all-members.ndjson\""));
    }

    @Test
    void spreadsheetsRunNothingOfIt() {
        segments.customer("pos:1", Map.of("name", "=HYPERLINK(\"http://x\",\"y\")", "city", "@SUM(1)"))
                .statusCode(201);
        segments.customer("pos:2", Map.of("name", "O'Neil, \"Pat\"", "city", "-1"))
                .statusCode(201);
        segments.publish("all", "TRUE");

        var file = shop.given()
                .accept("text/csv")
                .get("/v1/segments/all/members?columns=name,city")
                .asString();

        assertThat(file)
                .contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",'@SUM(1)\r\n")
                .contains("\"O'Neil, \"\"Pat\"\"\",'-1\r\n");
    }

    @Test
    void withoutAMediaTypeItIsAPage() {
        segments.customer("pos:1", "Oslo");
        segments.publish("all", "TRUE");

        for (var accept : List.of("*/*", "application/json", "text/html, */*;q=0.1")) {
            shop.given()
                    .accept(accept)
                    .get("/v1/segments/all/members?limit=1")
                    .then()
                    .statusCode(200)
                    .header("Content-Type", is("application/json;charset=UTF-8"))
                    .header("Content-Disposition", nullValue())
                    .body("items", hasSize(1));
        }
    }

    @Test
    void emptySegmentIsAnEmptyFile() {
        segments.publish("none", "amount_spent > 100");

        assertThat(shop.given()
                        .accept("application/x-ndjson")
                        .get("/v1/segments/none/members")
                        .asString())
                .isEmpty();
        assertThat(shop.given()
                        .accept("text/csv")
                        .get("/v1/segments/none/members?columns=id")
                        .asString())
                .isEqualTo("\uFEFFid\r\n");
        assertThat(shop.given()
                        .accept("text/csv")
                        .get("/v1/segments/none/members")
                        .asString())
                .endsWith(",lastOrderDate,since\r\n");
    }

    @Test
    void unknownColumnsAndSegmentsAreRefused() {
        segments.publish("none", "amount_spent > 100");

        shop.given()
                .accept("text/csv")
                .get("/v1/segments/none/members?columns=id,nmae")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", is("value_invalid"));
        shop.given()
                .accept("application/x-ndjson")
                .get("/v1/segments/other/members")
                .then()
                .statusCode(404)
                .body("code", is("segment_not_found"));
    }

    private BufferedReader lines(String path, String accept) {
        var stream = shop.given().accept(accept).get(path).asInputStream();
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
