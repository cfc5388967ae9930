package io.kequn.imports;

import static io.kequn.imports.ImportCalls.spec;
import static io.kequn.imports.ImportCalls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are not what they are taken for: each says where and why.
@KequnTest
class OddFileTest {
    private static final Map<String, Object> CUSTOMERS =
            spec("customers", "crm", "externalId", "id", "name", "name", "city", "city");

    private TestShop shop;
    private ImportCalls imports;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-06-01T12:00:00");
        imports = new ImportCalls(shop);
    }

    @Test
    void rowInAnotherEncodingIsReportedAndTheOthersGoIn() throws IOException {
        var file = new ByteArrayOutputStream();
        file.write("id,name,city\n1,张伟,北京\n".getBytes(StandardCharsets.UTF_8));
        file.write("2,欧阳,深圳\n".getBytes(Charset.forName("GB18030")));
        file.write("3,a\0b,上海\n4,Li,上海\n".getBytes(StandardCharsets.UTF_8));

        var done = imports.run(with(CUSTOMERS, "charset", "utf-8"), file.toByteArray());

        var id = done.getString("id");
        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(id)).containsExactly("3 row_unreadable", "4 row_unreadable");
        shop.given()
                .get("/v1/imports/" + id + "/errors")
                .then()
                .body("items[0].message", containsString("`charset`"))
                .body("items[1].content", is("3,a\uFFFDb,上海"));
    }

    /// Rows after it keep their numbers, though it does not end in what is held at once.
    @ParameterizedTest
    @ValueSource(strings = {"", "\""})
    void rowThatIsTooLongIsReportedOnce(String quote) {
        var cell = quote + "x".repeat(3 << 20) + quote;

        var done = imports.run(
                CUSTOMERS, "id,name,city\n1," + cell + ",Oslo\n2,b,Oslo\n3," + cell + ",Oslo\n4\n5,e,Oslo\n");

        var id = done.getString("id");
        assertThat(done.getInt("rows")).isEqualTo(5);
        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(id)).containsExactly("2 row_unreadable", "4 row_unreadable", "5 row_short");
        shop.given()
                .get("/v1/imports/" + id + "/errors")
                .then()
                .body("items[0].message", containsString("1,048,576 bytes"));
    }

    @Test
    void packedFileThatBreaksOffIsRefusedAndTheImportGoesOnWaiting() throws IOException {
        var id = imports.waiting(CUSTOMERS);
        var packed = packed("id,name,city\n1,a,b\n2,c,d\n");

        for (int length : new int[] {5, 12, packed.length - 9, packed.length - 1}) {
            shop.given()
                    .contentType("text/csv")
                    .header("Content-Encoding", "gzip")
                    .body(Arrays.copyOf(packed, length))
                    .put("/v1/imports/" + id + "/content")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("gzip"));
        }
        var two = new ByteArrayOutputStream();
        two.write(packed);
        two.write(packed("3,e,f\n"));
        shop.given()
                .contentType("text/csv")
                .header("Content-Encoding", "gzip")
                .body(two.toByteArray())
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        assertThat(imports.ended(id).getInt("created")).isEqualTo(3);
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void workbookIsToldFromText() {
        byte[] workbook = {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, '!', 0, (byte) 0xB5, (byte) 0xD0, '\n', 1, 2};

        var done = imports.run(CUSTOMERS, workbook);

        assertThat(done.getString("status")).isEqualTo("failed");
        assertThat(done.getString("error.message"))
                .contains("Export a workbook as CSV")
                .matches("[\\P{Cntrl}]*");
    }

    @Test
    void columnThatIsThereTwiceIsRefusedWhereItIsUsed() {
        var twice = imports.run(CUSTOMERS, "id,name,city,name\n1,a,b,c\n");
        assertThat(twice.getString("status")).isEqualTo("failed");
        assertThat(twice.getString("error.message")).contains("`name` twice");

        var unused = imports.run(CUSTOMERS, "id,name,city,note,note\n1,a,b,c,d\n");
        assertThat(unused.getInt("created")).isEqualTo(1);
    }

    /// A year that is read wrong lies in the future, and no order lies there.
    @Test
    void yearsOfTwoDigitsAreOfOneCentury() {
        var spec = with(
                spec("orders", "pos", "externalId", "id", "customer", "who", "placedAt", "at", "total", "sum"),
                "dateFormats",
                List.of("M/d/yy", "'on' yyMMdd"));

        var done = imports.run(spec, "id,who,at,sum\n1,a,12/1/98,1\n2,a,6/1/26,1\n3,a,12/1/68,1\n4,a,on 690102,1\n");

        assertThat(done.getInt("created")).isEqualTo(3);
        assertThat(imports.errors(done.getString("id"))).containsExactly("4 time_in_future at");
        shop.given()
                .get("/v1/customers/pos:a")
                .then()
                .body("firstOrderDate", is("1969-01-01T16:00:00Z"))
                .body("lastOrderDate", is("2026-05-31T16:00:00Z"));
        shop.given().get("/v1/orders/pos:1").then().body("placedAt", is("1998-11-30T16:00:00Z"));
    }

    /// Written out it would fill all memory, in every replica in turn.
    @Test
    void numberOfManyZerosIsKeptAsItStands() {
        var spec = with(spec("customers", "crm", "externalId", "id", "name", "n"), "format", "ndjson");

        var done = imports.run(spec, """
            {"id": "1", "n": 1e999999999}
            {"id": "2", "n": 12e3}
            {"id": "3", "n": -1e-999999999}
            {"id": "4", "n": 1e99999999999}
            """);

        assertThat(done.getString("status")).isEqualTo("succeeded");
        assertThat(imports.errors(done.getString("id"))).containsExactly("4 row_unreadable");
        shop.given().get("/v1/customers/crm:1").then().body("name", is("1E+999999999"));
        shop.given().get("/v1/customers/crm:2").then().body("name", is("12000"));
    }

    @Test
    void rowOfWhichOnlyTheBeginningIsKeptSaysSo() {
        var done = imports.run(CUSTOMERS, "id,name,city\n1,a,b,c\n2," + "x".repeat(5_000) + "\n");

        var rows = shop.given()
                .get("/v1/imports/" + done.getString("id") + "/errors.csv")
                .asString()
                .split("\r\n", -1);
        assertThat(rows[1]).startsWith("1,a,b,2,").doesNotContain("longer than");
        assertThat(rows[2]).contains("xx…", "The row is longer than what stands here.");
    }

    /// A shifted column puts a text where the ids stand, which is no key of a row.
    @Test
    void rowOfAnOrderWithALongIdIsReportedAndTheOthersGoIn() {
        var random = new Random(7);
        var text = random.ints(6_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);

        var done = imports.run(
                spec("orders", "pos", "externalId", "id", "customer", "who", "placedAt", "at", "total", "sum"),
                "id,who,at,sum\n1,a,2026-05-01,1\n" + text + ",a,2026-05-01,1\n3,a,2026-05-01,1\n");

        assertThat(done.getString("status")).isEqualTo("succeeded");
        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(done.getString("id"))).containsExactly("3 value_invalid id");
    }

    @Test
    void placeOfACustomerComesInTwoColumns() {
        var spec = spec("customers", "crm", "externalId", "id", "latitude", "lat", "longitude", "lon");

        var done = imports.run(spec, "id,lat,lon\n1,59.9139,10.7522\n2,91,10\n3,59.9,\n4,north,10\n5,,\n");

        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(done.getString("id")))
                .containsExactly("3 value_invalid lat", "4 input_invalid lon", "5 value_invalid lat");
        shop.given()
                .get("/v1/customers/crm:1")
                .then()
                .body("location.latitude", is(59.9139f))
                .body("location.longitude", is(10.7522f));
    }
}
