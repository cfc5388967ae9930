package io.kequn.imports;

import static io.kequn.imports.ImportCalls.spec;
import static io.kequn.imports.ImportCalls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Both public data sets go in completely; what is expected is counted from the files in plain Java.
@KequnTest
class RealFilesTest {
    /// What the service says of one customer.
    record Totals(int orders, BigDecimal spent, BigDecimal refunded) {
        Totals plus(BigDecimal amount) {
            return new Totals(orders + 1, spent.add(amount), refunded);
        }

        Totals minus(BigDecimal amount) {
            return new Totals(orders, spent.subtract(amount), refunded.add(amount));
        }

        static Totals none() {
            return new Totals(0, new BigDecimal("0.00"), new BigDecimal("0.00"));
        }
    }

    private static final Map<String, Object> CDNOW = with(
            with(
                    spec("orders", "cdnow", "customer", "customer_id", "placedAt", "order_date", "total", "amount_usd"),
                    "zone",
                    "America/New_York"),
            "currency",
            "USD");

    private static final Map<String, Object> RETAIL = with(
            with(
                    with(
                            spec(
                                    "orders",
                                    "online-retail",
                                    "externalId",
                                    "InvoiceNo",
                                    "customer",
                                    "CustomerID",
                                    "placedAt",
                                    "InvoiceDate",
                                    "line.productId",
                                    "StockCode",
                                    "line.name",
                                    "Description",
                                    "line.quantity",
                                    "Quantity",
                                    "line.price",
                                    "UnitPrice"),
                            "dateFormats",
                            List.of("M/d/yy H:mm")),
                    "cancellation",
                    Map.of("prefix", "C")),
            "zone",
            "Europe/London");

    @Test
    void cdnowComesInCompletely() {
        var shop = TestShop.create(Map.of("currency", "USD", "timeZone", "America/New_York", "country", "US"));
        var file = unpack("/demo/cdnow_orders.csv.gz");
        var calls = new ImportCalls(shop);

        var id = calls.waiting(CDNOW);
        long begin = System.nanoTime();
        shop.given()
                .contentType("text/csv")
                .header("Content-Encoding", "gzip")
                .body(pack(file))
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        var done = calls.ended(id);
        report("CDNOW", done, begin);

        assertThat(done.getString("status")).isEqualTo("succeeded");
        assertThat(done.getInt("rows")).isEqualTo(69_659);
        assertThat(done.getInt("done")).isEqualTo(69_659);
        assertThat(done.getInt("created")).isEqualTo(69_659);
        assertThat(done.getInt("failed")).isZero();
        var expected = new HashMap<String, Totals>();
        rows(file)
                .forEach(row -> expected.merge(
                        "cdnow:" + row.getField("customer_id"),
                        Totals.none().plus(new BigDecimal(row.getField("amount_usd"))),
                        (a, b) -> a.plus(b.spent())));
        assertThat(expected).hasSize(23_570);
        assertThat(totals(shop)).isEqualTo(expected);
    }

    @Test
    void onlineRetailComesInCompletely() {
        var shop = TestShop.create(Map.of("currency", "GBP", "timeZone", "Europe/London", "country", "GB"));
        var file = unpack("/online_retail_2010_12.csv.gz");
        var calls = new ImportCalls(shop);
        var expected = new Retail(file);

        long begin = System.nanoTime();
        var done = calls.run(RETAIL, file);
        report("Online Retail", done, begin);

        assertThat(done.getString("status")).isEqualTo("succeeded");
        assertThat(done.getInt("rows")).isEqualTo(14_595);
        assertThat(done.getInt("created")).isEqualTo(expected.orders.size() + expected.refunds.size());
        assertThat(done.getInt("failed")).isEqualTo(expected.failed.size());
        assertThat(done.getInt("done")).isEqualTo(14_595 - expected.failed.size());
        assertThat(counts(done))
                .contains(entry("customer_missing", 4_265), entry("row_short", 1))
                .containsEntry("quantity_not_positive", expected.negative);
        assertThat(new HashSet<>(calls.errors(done.getString("id")))).containsAll(expected.errors);
        assertThat(expected.totals).hasSize(425);
        assertThat(totals(shop)).isEqualTo(expected.totals);
    }

    @Test
    void importingAgainChangesNothing() {
        var shop = TestShop.create(Map.of("currency", "GBP", "timeZone", "Europe/London", "country", "GB"));
        var file = unpack("/online_retail_2010_12.csv.gz");
        var calls = new ImportCalls(shop);
        var first = calls.run(RETAIL, file);
        var before = totals(shop);

        var again = calls.run(RETAIL, file);

        assertThat(again.getInt("created")).isZero();
        assertThat(again.getInt("updated")).isZero();
        assertThat(again.getInt("unchanged")).isEqualTo(first.getInt("created"));
        assertThat(totals(shop)).isEqualTo(before);
    }

    /// What the file holds, by a reading of its own.
    private static final class Retail {
        private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d/yy H:mm");

        final Map<String, BigDecimal> orders = new TreeMap<>();
        final Map<String, BigDecimal> refunds = new TreeMap<>();
        final Map<String, Totals> totals = new HashMap<>();
        final Set<Long> failed = new HashSet<>();
        final List<String> errors = new ArrayList<>();
        int negative;

        Retail(byte[] file) {
            var customers = new HashMap<String, String>();
            var whole = new String(file, StandardCharsets.UTF_8);
            long lines = whole.lines().count();
            rows(whole.substring(0, whole.stripTrailing().lastIndexOf('\n')).getBytes(StandardCharsets.UTF_8))
                    .forEach(row -> add(row, customers));
            failed.add(lines);
            errors.add(lines + " row_short");
            orders.forEach((id, amount) ->
                    totals.merge(customer(customers, id), Totals.none().plus(amount), (a, b) -> a.plus(amount)));
            refunds.forEach((id, amount) ->
                    totals.merge(customer(customers, id), Totals.none().minus(amount), (a, b) -> a.minus(amount)));
        }

        private static String customer(Map<String, String> customers, String id) {
            return "online-retail:" + Objects.requireNonNull(customers.get(id));
        }

        private void add(NamedCsvRecord row, Map<String, String> customers) {
            var date = LocalDateTime.parse(row.getField("InvoiceDate"), DATE);
            assertThat(date.getYear()).isEqualTo(2010);
            var id = row.getField("InvoiceNo");
            var quantity = new BigDecimal(row.getField("Quantity"));
            boolean cancels = id.startsWith("C");
            if (row.getField("CustomerID").isEmpty()) {
                error(row, "customer_missing CustomerID");
            }
            if (!cancels && quantity.signum() <= 0) {
                negative++;
                error(row, "quantity_not_positive Quantity");
            }
            if (failed.contains(row.getStartingLineNumber())) {
                return;
            }
            customers.put(id, row.getField("CustomerID"));
            var amount = quantity.multiply(new BigDecimal(row.getField("UnitPrice")));
            (cancels ? refunds : orders).merge(id, cancels ? amount.negate() : amount, BigDecimal::add);
        }

        private void error(NamedCsvRecord row, String what) {
            failed.add(row.getStartingLineNumber());
            errors.add(row.getStartingLineNumber() + " " + what);
        }
    }

    private static Map<String, Integer> counts(JsonPath done) {
        var counts = new HashMap<String, Integer>();
        List<Map<String, Object>> errors = done.getList("errors");
        errors.forEach(error -> counts.put((String) error.get("code"), (Integer) error.get("count")));
        return counts;
    }

    /// Every customer of the shop by its first identity, page by page.
    private static Map<String, Totals> totals(TestShop shop) {
        var totals = new HashMap<String, Totals>();
        String after = null;
        do {
            // The page would be laid out for a log that nobody reads unless it fails, which takes longer than the
            // import.
            var request = shop.given()
                    .config(RestAssured.config().logConfig(new LogConfig()))
                    .queryParam("limit", 200);
            // Groovy's paths take longer to read than all of the import.
            var page = new JsonObject((after == null ? request : request.queryParam("after", after))
                    .get("/v1/customers")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            for (var item : page.getJsonArray("items")) {
                var customer = (JsonObject) item;
                var identity = customer.getJsonArray("identities").getJsonObject(0);
                totals.put(
                        identity.getString("source") + ":" + identity.getString("externalId"),
                        new Totals(
                                customer.getInteger("numberOfOrders"),
                                amount(customer, "amountSpent"),
                                amount(customer, "refundedAmount")));
            }
            after = page.getJsonObject("page").getString("next");
        } while (after != null);
        return totals;
    }

    private static BigDecimal amount(JsonObject customer, String name) {
        return new BigDecimal(customer.getJsonObject(name).getString("amount"));
    }

    private static List<NamedCsvRecord> rows(byte[] file) {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(new String(file, StandardCharsets.UTF_8))) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unpack(String resource) {
        try (var packed = Objects.requireNonNull(RealFilesTest.class.getResourceAsStream(resource));
                var file = new GZIPInputStream(packed)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pack(byte[] file) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            new ByteArrayInputStream(file).transferTo(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void report(String name, JsonPath done, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        org.jboss.logging.Logger.getLogger(RealFilesTest.class)
                .infof(
                        "%s: %d rows in %.1f s, %.0f rows/s",
                        name, done.getInt("rows"), seconds, done.getInt("rows") / seconds);
    }
}
