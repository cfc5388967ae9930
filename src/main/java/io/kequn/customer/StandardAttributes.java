package io.kequn.customer;

import static io.kequn.rule.Attribute.scalar;

import io.kequn.platform.database.Facts;
import io.kequn.rule.Alias;
import io.kequn.rule.Attribute;
import io.kequn.rule.Attribute.Since;
import io.kequn.rule.Attribute.Storage.Column;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What rules of every shop can ask about its customers, and where it stands.
final class StandardAttributes {
    private static final Map<String, String> CONSENTS = Map.of(
            "SUBSCRIBED", "granted",
            "UNSUBSCRIBED", "denied",
            "PENDING", "pending",
            "NOT_SUBSCRIBED", "unknown");

    /// An earlier value ends where the next one begins.
    private static final GroupedSource CHANGES = GroupedSource.of("attribute_change", "customer_attribute_history h")
            .keyedBy("h.shop_id", "h.customer_id")
            .at("h.until")
            .ofKinds("h.attribute", "text");

    private StandardAttributes() {}

    static List<Attribute> all() {
        return Stream.concat(profile(), totals()).toList();
    }

    /// Other names of the same.
    static Stream<Alias> aliases() {
        return Stream.concat(ofShopify(), ofConsents());
    }

    private static Stream<Attribute> profile() {
        return Stream.concat(
                        Stream.of(
                                instant("registered_at").byIndex(),
                                instant("last_seen_at").byIndex(),
                                text("country"),
                                text("region"),
                                text("city"),
                                text("district"),
                                text("language"),
                                text("gender"),
                                text("occupation"),
                                text("income_band"),
                                text("email_domain"),
                                text("phone_country"),
                                text("account_status"),
                                text("acquisition_channel"),
                                column("birth_date", ValueType.DATE).byIndex(),
                                Attribute.location("c.location[1]", "c.location[0]"),
                                Attribute.age("age", "c.birth_date", Facts.customer("birth_date"))
                                        .byIndex()),
                        consents())
                .map(attribute -> attribute.storage() instanceof Column ? recorded(attribute) : attribute);
    }

    /// The key of a stored attribute, as `attribute_since` knows it, is the name in rules.
    static Attribute recorded(Attribute attribute) {
        var sql = "coalesce(" + instantOf("(c.attribute_since ->> '" + attribute.key() + "')") + ", c.recorded_at)";
        return attribute.recordedSince(new Since(sql, CHANGES, "c.recorded_at"));
    }

    /// Microseconds since 1970 as an instant.
    static String instantOf(String micros) {
        return "(timestamptz '1970-01-01 00:00:00+00' + " + micros + "::bigint * interval '1 microsecond')";
    }

    /// Written with the orders, so that they are read with them.
    private static Stream<Attribute> totals() {
        return Stream.of(
                        column("number_of_orders", ValueType.INTEGER).always(),
                        column("amount_spent", ValueType.MONEY).always(),
                        column("refunded_amount", ValueType.MONEY).always(),
                        column("average_order_value", ValueType.MONEY),
                        column("days_between_orders", ValueType.NUMBER),
                        instant("first_order_date").byIndex(),
                        instant("last_order_date").byIndex())
                .map(attribute -> attribute.reading(Facts.ORDER));
    }

    private static Attribute column(String name, ValueType type) {
        return scalar(name, type, "c." + name);
    }

    private static Attribute text(String name) {
        return column(name, ValueType.STRING);
    }

    private static Attribute instant(String name) {
        return column(name, ValueType.INSTANT);
    }

    /// Those that fields of the profile show have the names of these.
    private static Stream<Attribute> consents() {
        return ConsentTopic.ALL.stream().map(StandardAttributes::consent);
    }

    private static Attribute consent(ConsentTopic topic) {
        var field = topic.field();
        var attribute = field == null
                ? scalar(topic.attribute(), ValueType.STRING, ConsentStates.sql("c.consents", topic))
                : text(field.column());
        return attribute
                .oneOf(Arrays.stream(Consent.values()).map(Consent::text).toArray(String[]::new))
                .always();
    }

    private static Stream<Alias> ofConsents() {
        return ConsentTopic.ALL.stream().flatMap(topic -> {
            var field = topic.field();
            return field == null ? Stream.of() : Stream.of(Alias.of(topic.attribute(), field.column()));
        });
    }

    /// Names by which rules from Shopify call the same.
    private static Stream<Alias> ofShopify() {
        return Stream.of(
                Alias.of("customer_added_date", "registered_at"),
                Alias.set("customer_countries", "country"),
                Alias.set("customer_regions", "region"),
                Alias.set("customer_cities", "city"),
                Alias.of("customer_language", "language"),
                Alias.of("customer_email_domain", "email_domain"),
                Alias.of("customer_account_status", "account_status"),
                Alias.values("email_subscription_status", "email_consent", CONSENTS),
                Alias.values("sms_subscription_status", "sms_consent", CONSENTS));
    }
}
