package io.kequn.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.kequn.order.NewOrder;
import io.kequn.platform.value.Money;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// The CDNOW data set of Fader and Hardie: all purchases until mid-1998 of the customers who first bought at
/// that online shop in the first quarter of 1997. Each row is one order, dated at midnight in the shop's zone;
/// rows of one customer and day are separate purchases.
final class CdnowPurchases {
    static final int ORDERS = 69_659;

    private static final String FILE = "/demo/cdnow_orders.csv.gz";

    private CdnowPurchases() {}

    /// All orders, in the order of the file; the line of the file is an order's id.
    static List<NewOrder> read(ZoneId zone) {
        try (var file = Objects.requireNonNull(CdnowPurchases.class.getResourceAsStream(FILE));
                var text = new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8);
                var rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            return rows.stream().map(row -> order(row, zone)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NewOrder order(NamedCsvRecord row, ZoneId zone) {
        var day = LocalDate.parse(row.getField("order_date"));
        return new NewOrder(
                "cdnow:" + row.getField("customer_id"),
                "cdnow",
                String.valueOf(row.getStartingLineNumber()),
                day.atStartOfDay(zone).toInstant(),
                new Money(row.getField("amount_usd"), "USD"),
                null,
                null,
                "web",
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
