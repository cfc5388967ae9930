package io.kequn.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kequn.crypto.Sealer;
import io.kequn.platform.access.Shop;
import io.kequn.platform.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.data.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a row of customers is read for callers: the columns, and what becomes of them. One statement gives a whole page
/// with identities, the shop's instant, and which of its own attributes are instants.
final class CustomerView {
    /// Reads `customer c` of the shop `$1`.
    static final String COLUMNS = """
        c.id, c.version, c.recorded_at, c.updated_at, c.custom::text custom, c.number_of_orders, c.amount_spent,
        c.refunded_amount, c.average_order_value, c.first_order_date, c.last_order_date, c.days_between_orders,
        c.personal, c.erase_at, %s,
        (select json_agg(json_build_object('source', i.source, 'externalId', i.external_id)
             order by i.source, i.external_id)
           from customer_identity i where i.shop_id = $1 and i.customer_id = c.id) identities,
        array(select a.key from attribute a where a.shop_id = $1 and a.type = 'instant') instants,
        (select greatest(clock_timestamp() + k.test_offset * interval '1 microsecond', k.evaluated_until)
           from shop_clock k where k.shop_id = $1) at\
        """.formatted(String.join(
            ", ",
            CustomerField.PLAIN.stream().map(field -> "c." + field.column()).toList()));

    private CustomerView() {}

    static Customer customer(Sealer sealer, Row row, Shop shop) {
        return customer(sealer, row, shop, null);
    }

    static Customer customer(Sealer sealer, Row row, Shop shop, @Nullable UUID mergedFrom) {
        var id = row.getUUID("id");
        var personal = PersonalData.opened(sealer, shop.id(), id, row).shown(id);
        var birthDate = row.getLocalDate("birth_date");
        var at = row.getOffsetDateTime("at").toInstant();
        var currency = shop.currency();
        return new Customer(
                id,
                mergedFrom,
                identities(row.getJsonArray("identities")),
                personal.get(CustomerField.NAME),
                personal.get(CustomerField.FIRST_NAME),
                personal.get(CustomerField.LAST_NAME),
                personal.get(CustomerField.EMAIL),
                personal.get(CustomerField.PHONE),
                row.getString("country"),
                row.getString("region"),
                row.getString("city"),
                row.getString("district"),
                Location.of(row.get(Point.class, "location")),
                row.getString("language"),
                row.getString("gender"),
                row.getString("occupation"),
                row.getString("income_band"),
                birthDate,
                birthDate == null ? null : age(birthDate, LocalDate.ofInstant(at, shop.zone())),
                Consent.of(row.getString("email_consent")),
                Consent.of(row.getString("sms_consent")),
                Consent.of(row.getString("push_consent")),
                row.getString("account_status"),
                row.getString("acquisition_channel"),
                instant(row, "registered_at"),
                instant(row, "last_seen_at"),
                custom(row.getString("custom"), Set.of(row.getArrayOfStrings("instants")), personal.custom()),
                row.getInteger("number_of_orders"),
                Money.of(row.getLong("amount_spent"), currency),
                Money.of(row.getLong("refunded_amount"), currency),
                Money.ofNullable(row.getLong("average_order_value"), currency),
                instant(row, "first_order_date"),
                instant(row, "last_order_date"),
                row.getBigDecimal("days_between_orders"),
                row.getOffsetDateTime("recorded_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                instant(row, "erase_at"),
                Math.toIntExact(row.getLong("version")));
    }

    /// Years completed on `today`; who is born on 29 February is a year older on 28 February of common years.
    static int age(LocalDate birthDate, LocalDate today) {
        int years = today.getYear() - birthDate.getYear();
        return birthDate.plusYears(years).isAfter(today) ? years - 1 : years;
    }

    private static @Nullable Instant instant(Row row, String column) {
        return CustomerField.instant(row.getOffsetDateTime(column));
    }

    static List<Identity> identities(@Nullable JsonArray array) {
        var identities = new ArrayList<Identity>();
        if (array != null) {
            array.forEach(entry -> identities.add(identity((JsonObject) entry)));
        }
        return identities;
    }

    private static Identity identity(JsonObject entry) {
        return new Identity(entry.getString("source"), entry.getString("externalId"));
    }

    private static Object custom(String json, Set<String> instants, Map<String, String> personal) {
        try {
            var custom = new LinkedHashMap<String, Object>();
            CustomValues.JSON
                    .readTree(json)
                    .properties()
                    .forEach(entry ->
                            custom.put(entry.getKey(), shown(entry.getValue(), instants.contains(entry.getKey()))));
            custom.putAll(personal);
            return custom;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object shown(JsonNode value, boolean instant) {
        return switch (value.getNodeType()) {
            case NUMBER ->
                instant
                        ? Instant.EPOCH
                                .plus(value.longValue(), ChronoUnit.MICROS)
                                .toString()
                        : number(CustomValues.decimal(value.decimalValue()).decimalValue());
            case BOOLEAN -> value.booleanValue();
            case ARRAY -> elements(value);
            default -> value.asText();
        };
    }

    /// Whole numbers as such, so that no writer of JSON shows them with an exponent.
    private static Object number(BigDecimal value) {
        return value.scale() == 0 ? value.toBigInteger() : value;
    }

    private static List<String> elements(JsonNode array) {
        var elements = new ArrayList<String>(array.size());
        array.forEach(element -> elements.add(element.asText()));
        return elements;
    }
}
