package io.kequn.imports;

import static io.kequn.imports.ImportCalls.spec;
import static io.kequn.imports.ImportCalls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as they come: other encodings, other delimiters, quotes, holes, and rows that are wrong.
@KequnTest
class ImportTest {
    private static final Map<String, Object> CUSTOMERS =
            spec("customers", "crm", "externalId", "会员号", "name", "姓名", "city", "城市");
    private static final Map<String, Object> ORDERS = spec(
            "orders",
            "pos",
            "externalId",
            "order",
            "customer",
            "member",
            "placedAt",
            "date",
            "line.productId",
            "sku",
            "line.quantity",
            "qty",
            "line.price",
            "price");

    @Inject
    DyingReplicas replicas;

    TestShop shop;
    ImportCalls imports;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        imports = new ImportCalls(shop);
    }

    @Test
    void fileInTheCodePageOfChinaIsRead() {
        var file = "会员号,姓名,城市\r\n1001,张伟,北京\r\n1002,欧阳娜娜,深圳\r\n".getBytes(Charset.forName("GB18030"));

        var done = imports.run(CUSTOMERS, file);

        assertThat(done.getString("status")).isEqualTo("succeeded");
        assertThat(done.getInt("created")).isEqualTo(2);
        shop.given()
                .get("/v1/customers/crm:1002")
                .then()
                .body("name", is("欧阳娜娜"))
                .body("city", is("深圳"));
    }

    @Test
    void fileOfASpreadsheetIsRead() {
        var file = "\uFEFFsep=;\r\n会员号;姓名;城市\r\n=\"0012\";\"Li; \"\"Bob\"\"\nJr\";  上海  \r\n\r\n";

        var done = imports.run(
                with(
                        CUSTOMERS,
                        "mapping",
                        List.of(
                                Map.of("to", "externalId", "column", "会员号"),
                                Map.of("to", "acquisitionChannel", "constant", "import"),
                                Map.of("to", "city", "column", "城市"))),
                file);

        assertThat(done.getInt("rows")).isEqualTo(1);
        assertThat(done.getInt("created")).isEqualTo(1);
        shop.given()
                .get("/v1/customers/crm:0012")
                .then()
                .body("city", is("上海"))
                .body("acquisitionChannel", is("import"));
    }

    @Test
    void valuesKeepDelimitersAndQuotesThatAreQuoted() {
        var done = imports.run(CUSTOMERS, "会员号,姓名,城市\n1,\"Li, \"\"Bob\"\"\",5\" pipe\n");

        assertThat(done.getInt("failed")).isZero();
        shop.given()
                .get("/v1/customers/crm:1")
                .then()
                .body("name", is("Li, \"Bob\""))
                .body("city", is("5\" pipe"));
    }

    @Test
    void wrongRowsAreReportedAndTheOthersGoIn() {
        var spec = spec("customers", "crm", "externalId", "id", "email", "mail", "birthDate", "born");

        var done = imports.run(spec, """
            id,mail,born
            1,ada@example.com,1990-02-28
            2,nonsense,1990-02-28
            3,bob@example.com,1990-02-30
            ,eve@example.com,
            5
            6,a@b.cn,,,x
            """);

        var id = done.getString("id");
        assertThat(done.getInt("created")).isEqualTo(1);
        assertThat(done.getInt("failed")).isEqualTo(5);
        assertThat(imports.errors(id))
                .containsExactly(
                        "3 value_invalid mail",
                        "4 value_invalid born",
                        "5 input_invalid id",
                        "6 row_short",
                        "7 row_long");
        shop.given().get("/v1/customers/crm:2").then().statusCode(404);
        shop.given()
                .header("Accept-Language", "zh-CN")
                .get("/v1/imports/" + id + "/errors")
                .then()
                .body("items[2].message", is("必填。"));
        var report = shop.given()
                .get("/v1/imports/" + id + "/errors.csv")
                .then()
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(report)
                .startsWith("\uFEFFid,mail,born,line,reason\r\n2,nonsense,1990-02-28,3,mail: Must be an e-mail");
        assertThat(report.lines()).hasSize(6);
    }

    @Test
    void openQuoteCostsOneRow() {
        var done = imports.run(CUSTOMERS, "会员号,姓名,城市\n1,\"open,北京\n2,b,c\n3,d,e\n");

        assertThat(imports.errors(done.getString("id"))).containsExactly("2 row_unreadable");
        assertThat(done.getInt("created")).isEqualTo(2);
    }

    @Test
    void unknownColumnFailsTheImportWithASuggestion() {
        var done = imports.run(CUSTOMERS, "会员号,姓名,市\n1,a,b\n");

        assertThat(done.getString("status")).isEqualTo("failed");
        assertThat(done.getString("error.code")).isEqualTo("reference_unknown");
        assertThat(done.getString("error.message")).contains("`城市`");
    }

    @Test
    void rowsOfAnOrderNeedNotBeAdjacent() {
        var done = imports.run(ORDERS, """
            order,member,date,sku,qty,price
            B-1,m1,2026-01-31 10:00:00,tea,1,10.00
            B-2,m2,2026-01-31,cup,2,5.50
            B-1,m1,2026-01-31 10:00:00,pot,1,20.00
            B-1,m9,2026-01-31 10:00:00,pot,1,20.00
            """);

        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(done.getString("id"))).containsExactly("5 customer_differs member");
        shop.given()
                .get("/v1/customers/pos:m1")
                .then()
                .body("numberOfOrders", is(1))
                .body("amountSpent.amount", is("30.00"))
                .body("lastOrderDate", is("2026-01-31T02:00:00Z"));
        shop.given().get("/v1/customers/pos:m2").then().body("lastOrderDate", is("2026-01-30T16:00:00Z"));
    }

    @Test
    void cancellationBecomesARefundAndNegativeLinesAreReported() {
        var done = imports.run(with(ORDERS, "cancellation", Map.of("prefix", "C")), """
            order,member,date,sku,qty,price
            1,m1,2026-01-31,tea,3,10.00
            1,m1,2026-01-31,tea,-1,10.00
            C2,m1,2026-02-01,tea,-1,10.00
            3,,2026-02-01,tea,1,10.00
            """);

        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(done.getString("id")))
                .containsExactly("3 quantity_not_positive qty", "5 customer_missing member");
        shop.given()
                .get("/v1/customers/pos:m1")
                .then()
                .body("amountSpent.amount", is("20.00"))
                .body("refundedAmount.amount", is("10.00"));
    }

    @Test
    void numbersAreReadAsTheSpecSays() {
        var spec = with(
                with(
                        with(
                                spec("orders", "pos", "customer", "who", "placedAt", "when", "total", "sum"),
                                "decimalSeparator",
                                ","),
                        "dateFormats",
                        List.of("d.M.yyyy", "d.M.yyyy H:mm")),
                "zone",
                "Europe/Berlin");

        var done = imports.run(spec, "who;when;sum\na;31.1.2026;1.234,50\na;30.2.2026;1,00\na;1.2.2026 9:30;1.5\n");

        assertThat(done.getInt("created")).isEqualTo(1);
        assertThat(imports.errors(done.getString("id"))).containsExactly("3 value_invalid when", "4 value_invalid sum");
        shop.given()
                .get("/v1/customers/pos:a")
                .then()
                .body("amountSpent.amount", is("1234.50"))
                .body("lastOrderDate", is("2026-01-30T23:00:00Z"));
    }

    @Test
    void linesOfJsonAreAsInTheApi() {
        var id = imports.waiting(Map.of("kind", "orders", "format", "ndjson", "source", "web"));
        imports.send(id, """
            {"customer":"web:1","source":"web","externalId":"1","placedAt":"2026-01-01T00:00:00Z","total":{"amount":"5","currency":"CNY"}}
            {"customer":"web:1",
            {"customer":"web:1","source":"web","externalId":"2","placedAt":"2026-01-01T00:00:00Z","total":{"amount":"5","currency":"USD"}}
            {"customer":"web:1","nonsense":1}
            """.getBytes(StandardCharsets.UTF_8), "application/x-ndjson")
                .statusCode(200);

        var done = imports.ended(id);

        assertThat(done.getInt("created")).isEqualTo(1);
        assertThat(imports.errors(id)).hasSize(3).contains("2 row_unreadable", "3 currency_mismatch total.currency");
    }

    @Test
    void customersBringTagsAndAttributesOfTheirOwn() {
        shop.given()
                .body(Map.of("name", "Size", "type", "number"))
                .put("/v1/attributes/size")
                .then()
                .statusCode(201);
        shop.given()
                .body(Map.of("key", "vip", "name", "VIP"))
                .post("/v1/tags")
                .then()
                .statusCode(201);
        shop.given()
                .body(Map.of("key", "tea", "name", "Tea"))
                .post("/v1/tags")
                .then()
                .statusCode(201);
        var spec = spec("customers", "crm", "externalId", "id", "custom.size", "size", "tags", "tags");

        var done = imports.run(spec, "id,size,tags\n1,42,\"vip, tea\"\n2,large,vip\n3,40,nobody\n4,38,\n");

        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(done.getString("id")))
                .containsExactly("3 value_invalid size", "4 reference_unknown tags");
        shop.given().get("/v1/customers/crm:1").then().body("custom.size", is(42));
        shop.given().get("/v1/tags/tea/customers").then().body("items.size()", is(1));
        var again = imports.run(spec, "id,size,tags\n1,42,tea\n4,38,tea\n");
        assertThat(again.getInt("unchanged")).isEqualTo(1);
        assertThat(again.getInt("updated")).isEqualTo(1);
    }

    @Test
    void dryRunTellsAllAndWritesNothing() {
        var done = imports.run(with(ORDERS, "dryRun", true), """
            order,member,date,sku,qty,price
            1,m1,2026-01-31,tea,1,10.00
            2,m1,never,tea,1,10.00
            """);

        assertThat(done.getBoolean("dryRun")).isTrue();
        assertThat(done.getInt("created")).isEqualTo(1);
        assertThat(done.getInt("failed")).isEqualTo(1);
        shop.given().get("/v1/customers/pos:m1").then().statusCode(404);
        shop.given().get("/v1/customers").then().body("items.size()", is(0));
    }

    @RepeatedTest(3)
    void killedReplicasLoseAndDoubleNothing() {
        var file = new StringBuilder("order,member,date,sku,qty,price\n");
        for (int part = 0; part < 3; part++) {
            for (int order = 0; order < 6_000; order++) {
                file.append(order)
                        .append(",m")
                        .append(order % 50)
                        .append(",2026-01-31,p")
                        .append(part)
                        .append(",1,1.00\n");
            }
        }
        var id = imports.waiting(ORDERS);
        imports.send(id, file.toString().getBytes(StandardCharsets.UTF_8)).statusCode(200);

        int killed = 0;
        while (!imports.get(id).getString("status").equals("succeeded")) {
            killed += replicas.kill(shop, id) ? 1 : 0;
        }

        assertThat(killed).isPositive();
        var done = imports.get(id);
        assertThat(done.getInt("rows")).isEqualTo(18_000);
        assertThat(done.getInt("done")).isEqualTo(18_000);
        assertThat(done.getInt("created")).isEqualTo(6_000);
        var spent = shop.given()
                .queryParam("limit", 200)
                .get("/v1/customers")
                .jsonPath()
                .getList("items.amountSpent.amount");
        assertThat(spent).hasSize(50).containsOnly("360.00");
        assertThat(replicas.left(shop, id)).isZero();
    }

    @Test
    void cancelledImportStopsAndForgetsItsFile() {
        var file = new StringBuilder("会员号,姓名,城市\n");
        for (int i = 0; i < 40_000; i++) {
            file.append(i).append(",n,c\n");
        }
        var id = imports.waiting(CUSTOMERS);
        imports.send(id, file.toString().getBytes(StandardCharsets.UTF_8)).statusCode(200);

        shop.given().post("/v1/imports/" + id + "/cancel").then().statusCode(200);

        var done = imports.ended(id);
        assertThat(done.getString("status")).isEqualTo("cancelled");
        assertThat(done.getInt("done")).isLessThan(40_000);
        assertThat(replicas.left(shop, id)).isZero();
        imports.send(id, new byte[] {'x'}).statusCode(409).body("code", is("state_conflict"));
    }

    @Test
    void waitingImportIsCancelledAtOnce() {
        var id = imports.waiting(CUSTOMERS);
        assertThat(imports.get(id).getString("status")).isEqualTo("waiting");

        shop.given().post("/v1/imports/" + id + "/cancel").then().statusCode(200);

        assertThat(imports.ended(id).getString("status")).isEqualTo("cancelled");
    }

    @Test
    void formBringsSpecAndFileTogether() {
        var id = RestAssured.given()
                .header("Authorization", "Bearer " + shop.secret())
                .multiPart(
                        "spec",
                        "{\"kind\":\"customers\",\"source\":\"crm\",\"mapping\":[{\"to\":\"externalId\",\"column\":\"id\"}]}",
                        "application/json")
                .multiPart("file", "customers.csv", "id\n1\n2\n".getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/v1/imports")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .extract()
                .<String>path("id");

        assertThat(imports.ended(id).getInt("created")).isEqualTo(2);
    }

    /// Vert.x tells a part without a file name only after the file, unless all came at once.
    @ParameterizedTest
    @ValueSource(ints = {2, 20_000, 100_000})
    void specNeedsNoFileName(int rows) throws Exception {
        try (var connection = new Connection()) {
            var made = connection.post(FORM_SPEC, "; filename=\"ids.csv\"", ids(rows));

            assertThat(made).startsWith("HTTP/1.1 201");
            var id = made.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            assertThat(imports.ended(id).getInt("rows")).isEqualTo(rows);
        }
    }

    /// Each is refused before all of the file has come in.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'customers','source':'crm'} | '' | 400",
                "{ | '; filename=\"a.csv\"' | 400",
                "{'kind':'what','source':'crm'} | '; filename=\"a.csv\"' | 4",
                "{'kind':'customers','source':'crm'} | '; filename=\"a.csv\"' | 422"
            })
    void connectionServesOnAfterARefusedFile(String spec, String fileName, String status) throws Exception {
        try (var connection = new Connection()) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.post(spec.replace('\'', '"'), fileName, ids(400_000)))
                        .startsWith("HTTP/1.1 " + status);
            }
            assertThat(connection.put("/v1/imports/x/content", ids(400_000))).startsWith("HTTP/1.1 404");
            assertThat(connection.post(FORM_SPEC, "; filename=\"ids.csv\"", ids(3)))
                    .startsWith("HTTP/1.1 201");
        }
    }

    private static final String FORM_SPEC =
            "{\"kind\":\"customers\",\"source\":\"crm\",\"dryRun\":true,\"mapping\":[{\"to\":\"externalId\",\"column\":\"id\"}]}";

    private static byte[] ids(int rows) {
        return IntStream.range(1, rows + 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining("\n", "id\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// One that is kept alive, and read only after all has been sent.
    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket("localhost", RestAssured.port);

        Connection() throws IOException {
            socket.setSoTimeout(20_000);
        }

        String post(String spec, String fileName, byte[] file) throws IOException {
            var head = "--b\r\nContent-Disposition: form-data; name=\"spec\"\r\nContent-Type: application/json\r\n\r\n"
                    + spec + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"" + fileName
                    + "\r\nContent-Type: text/csv\r\n\r\n";
            var body = new ByteArrayOutputStream();
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file);
            body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
            return send("POST /v1/imports", "multipart/form-data; boundary=b", body.toByteArray());
        }

        String put(String path, byte[] file) throws IOException {
            return send("PUT " + path, "text/csv", file);
        }

        private String send(String line, String type, byte[] body) throws IOException {
            var head = line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + shop.secret()
                    + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return answer(socket.getInputStream());
        }

        private static String answer(InputStream in) throws IOException {
            var head = new StringBuilder();
            for (int next = in.read(); next >= 0 && !head.toString().endsWith("\r\n\r\n"); next = in.read()) {
                head.append((char) next);
                if (head.toString().endsWith("\r\n\r\n")) {
                    break;
                }
            }
            var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
            return length.find()
                    ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                    : head.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "H:mm", "yyyy", "MM/dd"})
    void formatThatReadsNoDateIsRefused(String format) {
        imports.create(ImportCalls.with(CUSTOMERS, "dateFormats", List.of(format)))
                .statusCode(422)
                .body("errors[0].pointer", is("/dateFormats/0"))
                .body("errors[0].message", containsString("3/31/2026 9:05"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M/d/yyyy",
                "M/d/yy",
                "M/d/yy H:mm",
                "dd.MM.uuuu HH:mm:ss",
                "d MMM yyyy h:mm a",
                "yyyyMMdd",
                "EEE MMM dd HH:mm:ss z yyyy",
                "yyyy-MM-dd'T'HH:mm:ssXXX",
                "yyyy'年'M'月'd'日'",
                "yyyy-DDD"
            })
    void formatThatReadsDatesIsTaken(String format) {
        imports.create(ImportCalls.with(CUSTOMERS, "dateFormats", List.of(format)))
                .statusCode(201);
    }

    @Test
    void columnIsOfNoLengthThatNobodyHas() {
        imports.create(ImportCalls.spec("customers", "crm", "externalId", "x".repeat(70_000)))
                .statusCode(422)
                .body("errors[0].pointer", is("/mapping/0/column"));
    }

    /// All of a spec is kept, shown, and read anew in each step.
    @Test
    void textsOfASpecAreOfNoLengthThatNobodyWrites() {
        var date = "[".repeat(100_000) + "yyyy-MM-dd";
        var constant = Map.of("to", "city", "constant", "x".repeat(5 << 20), "separator", ",".repeat(200));
        var id = Map.of("to", "externalId", "column", "id");

        imports.create(with(
                        with(with(CUSTOMERS, "dateFormats", List.of(date)), "mapping", List.of(id, constant)),
                        "cancellation",
                        Map.of("prefix", "C".repeat(1_000))))
                .statusCode(422)
                .body("errors.pointer", hasItem("/dateFormats/0"))
                .body("errors.pointer", hasItem("/mapping/1/constant"))
                .body("errors.pointer", hasItem("/mapping/1/separator"))
                .body("errors.pointer", hasItem("/cancellation/prefix"));
    }

    @Test
    void specIsNoLongerInJsonThanInAForm() {
        var columns = IntStream.range(0, 290)
                .mapToObj(i -> Map.of("to", "custom.a" + i, "column", "x".repeat(1_000)))
                .collect(Collectors.toCollection(ArrayList::new));
        columns.add(Map.of("to", "externalId", "column", "id"));

        imports.create(with(CUSTOMERS, "mapping", columns)).statusCode(400).body("detail", containsString("256 KiB"));
    }

    @Test
    void formWithoutAFileIsRefused() {
        RestAssured.given()
                .header("Authorization", "Bearer " + shop.secret())
                .multiPart("spec", "{}", "application/json")
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("code", is("input_invalid"));
    }

    @Test
    void largeFilesComeInAndLargeJsonDoesNot() {
        var file = new StringBuilder("会员号,姓名,城市\n1,a,b\n");
        file.append(" ".repeat(11 << 20)).append("\n2,c,d\n");

        var done = imports.run(CUSTOMERS, file.toString());

        assertThat(done.getString("status")).isEqualTo("succeeded");
        shop.given()
                .body("[\"" + "x".repeat(11 << 20) + "\"]")
                .post("/v1/imports")
                .then()
                .statusCode(413);
    }

    @Test
    void brokenGzipIsRefusedAndTheImportGoesOnWaiting() {
        var id = imports.waiting(CUSTOMERS);

        shop.given()
                .contentType("text/csv")
                .header("Content-Encoding", "gzip")
                .body("no gzip".getBytes(StandardCharsets.UTF_8))
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(400);

        assertThat(imports.get(id).getString("status")).isEqualTo("waiting");
        imports.send(id, "会员号,姓名,城市\n1,a,b\n".getBytes(StandardCharsets.UTF_8)).statusCode(200);
        assertThat(imports.ended(id).getInt("created")).isEqualTo(1);
    }

    @Test
    void wrongSpecsAreRefusedWithEverythingThatIsWrong() {
        imports.create(with(
                        with(with(spec("orders", "pos", "custmer", "x"), "currency", "USD"), "zone", "Moon/Sea"),
                        "dateFormats",
                        List.of("QQQQQQ{")))
                .statusCode(422)
                .body("errors.pointer", hasItem("/mapping/0/to"))
                .body("errors.pointer", hasItem("/currency"))
                .body("errors.pointer", hasItem("/zone"))
                .body("errors.pointer", hasItem("/dateFormats/0"))
                .body("errors[0].message", startsWith("Did you mean `customer`?"));
    }

    @Test
    void scopesAreNeededByKind() {
        new ImportCalls(shop.withScopes("imports:write"))
                .create(CUSTOMERS)
                .statusCode(403)
                .body("detail", containsString("customers:write"));
        new ImportCalls(shop.withScopes("imports:write", "customers:write"))
                .create(ORDERS)
                .statusCode(403);
        shop.withScopes("customers:read").given().get("/v1/imports").then().statusCode(403);
    }

    @Test
    void otherShopsSeeNothing() {
        var id = imports.waiting(CUSTOMERS);
        var other = TestShop.create();

        other.given().get("/v1/imports/" + id).then().statusCode(404).body("code", is("import_not_found"));
        other.given().get("/v1/imports/" + id + "/errors").then().statusCode(404);
        other.given().post("/v1/imports/" + id + "/cancel").then().statusCode(404);
        new ImportCalls(other).send(id, new byte[] {'a'}).statusCode(404);
        other.given().get("/v1/imports").then().body("items.size()", is(0));
    }

    @Test
    void importsAreListedNewestFirst() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.add(imports.waiting(CUSTOMERS));
        }

        var first = shop.given()
                .queryParam("limit", 2)
                .queryParam("count", true)
                .get("/v1/imports")
                .jsonPath();
        var second = shop.given()
                .queryParam("after", first.getString("page.next"))
                .get("/v1/imports")
                .jsonPath();

        assertThat(first.getList("items.id")).isEqualTo(List.of(ids.get(2), ids.get(1)));
        assertThat(first.getInt("page.total")).isEqualTo(3);
        assertThat(second.getList("items.id")).isEqualTo(List.of(ids.get(0)));
    }

    @Test
    void graphQLMakesShowsAndCancelsImports() {
        var made = graphql(
                "mutation { importCreate(input: {kind: CUSTOMERS, source: \"crm\", mapping: [{to: \"externalId\","
                        + " column: \"id\"}, {to: \"email\", column: \"mail\"}]}) { import { id status } userErrors { code"
                        + " } } }");
        var id = made.getString("data.importCreate.import.id");
        assertThat(made.getString("data.importCreate.import.status")).isEqualTo("WAITING");
        imports.send(id, "id,mail\n1,x\n".getBytes(StandardCharsets.UTF_8)).statusCode(200);
        assertThat(imports.ended(id).getInt("failed")).isEqualTo(1);

        var shown = graphql("{ import(id: \"" + id + "\") { status failed errors { code count } spec { source } }"
                + " importErrors(id: \"" + id + "\", first: 1) { nodes { line code column message } }"
                + " imports(first: 1) { nodes { id } pageInfo { hasNextPage } } }");
        assertThat(shown.getString("data.import.errors[0].code")).isEqualTo("value_invalid");
        assertThat(shown.getString("data.importErrors.nodes[0].column")).isEqualTo("mail");
        assertThat(shown.getString("data.imports.nodes[0].id")).isEqualTo(id);
        var cancelled =
                graphql("mutation { importCancel(input: {id: \"" + id + "\"}) { import { id } userErrors { code } } }");
        assertThat(cancelled.getString("data.importCancel.userErrors[0].code")).isEqualTo("state_conflict");
    }

    private io.restassured.path.json.JsonPath graphql(String query) {
        return shop.given()
                .contentType(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
