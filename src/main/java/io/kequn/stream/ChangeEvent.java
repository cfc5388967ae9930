package io.kequn.stream;

import io.kequn.feed.Change.Kind;
import io.kequn.feed.Change.Operation;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;

/// Something that has happened to a customer: a CloudEvent (1.0), the same over every transport.
///
/// @param specversion of CloudEvents
/// @param id the same however often it is sent, and no other event of the shop has it
/// @param source the shop
/// @param type what has happened
/// @param subject the customer, as `customers/{id}`
/// @param time the shop's instant at which it happened
/// @param datacontenttype that of `data`
/// @param sequence its number among all changes of the shop, gapless, in digits that sort as text does
/// @param partitionkey events with the same one happened in the order of `sequence`: the customer
/// @param data what more there is to tell
public record ChangeEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String sequence,
        String partitionkey,
        ChangeData data) {
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String VERSION = "1.0";
    private static final String JSON = "application/json";

    static ChangeEvent of(Row row, Shop shop) {
        var kind = Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        var operation = Operation.valueOf(row.getString("operation").toUpperCase(Locale.ROOT));
        long number = row.getLong("number");
        return new ChangeEvent(
                VERSION,
                // Not the id in the log, which counts the changes of all shops.
                String.valueOf(number),
                "/shops/" + shop.key(),
                EventType.of(kind, operation).text(),
                "customers/" + row.getUUID("customer_id"),
                Columns.of(row).instant("at"),
                JSON,
                sequence(number),
                row.getUUID("customer_id").toString(),
                ChangeData.of(row, kind));
    }

    /// The number as CloudEvents wants it: its order is that of the text.
    public static String sequence(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    /// The number that the event has among all changes of the shop.
    public static long number(ChangeEvent event) {
        return Long.parseLong(event.sequence());
    }
}
