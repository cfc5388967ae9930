package io.kequn.rule;

import static io.kequn.rule.ValueType.*;

import java.util.Map;
import java.util.Set;

/// The standard attributes and functions over the schema that tests of the language use: customers, tags, orders,
/// lines.
public final class TestVocabulary {
    /// One that no field of the profile shows.
    public static final String CONSENT = "consent.profiling.general";

    public static final GroupedSource TAGS = GroupedSource.of(
                    "tag", "customer_tag ct join tag t on t.shop_id = ct.shop_id and t.id = ct.tag_id")
            .keyedBy("ct.shop_id", "ct.customer_id");

    public static final GroupedSource ORDERS = GroupedSource.of("order", "customer_order o")
            .keyedBy("o.shop_id", "o.customer_id")
            .at("o.placed_at")
            .showing(new GroupedSource.Shown("o.id", "o.external_id", "o.amount"));

    public static final GroupedSource LINES = GroupedSource.of(
                    "line", "customer_order o join order_line l on l.shop_id = o.shop_id and l.order_id = o.id")
            .keyedBy("o.shop_id", "o.customer_id")
            .reading("order")
            .at("o.placed_at")
            .timesIn("customer_order o")
            .showing(new GroupedSource.Shown("o.id", "l.product_id", "l.net_amount"));

    private static final GroupedSource CHANGES = GroupedSource.of("change", "customer_attribute_history h")
            .keyedBy("h.shop_id", "h.customer_id")
            .at("h.until")
            .ofKinds("h.attribute", "text");

    public static final GroupedSource EVENTS = GroupedSource.of("event", "event e")
            .keyedBy("e.shop_id", "e.customer_id")
            .at("e.occurred_at")
            .ofKinds(
                    new GroupedSource.Kind("e.name", "text", "select distinct name from event where shop_id = $1::int"))
            .showing(new GroupedSource.Shown("e.id", "e.name", null));

    public static final Map<String, Integer> SEGMENTS = Map.of("dormant", 11, "club", 12);

    public static final Map<String, LayerSets.LayerSet> LAYERS = Map.of(
            "value", new LayerSets.LayerSet(21, Map.of("low", 31, "mid", 32, "high", 33)),
            "stage", new LayerSets.LayerSet(22, Map.of("new", 41, "old", 42)));

    private static final OpenProperties PROPERTIES = new OpenProperties(
            "e.properties",
            Map.of(
                    "product_viewed",
                            Map.of(
                                    "id", OpenProperties.PropertyType.of(STRING),
                                    "category", OpenProperties.PropertyType.of(STRING),
                                    "tag", OpenProperties.PropertyType.setOfTexts(),
                                    "price", OpenProperties.PropertyType.of(NUMBER)),
                    "login",
                            Map.of(
                                    "first", OpenProperties.PropertyType.of(BOOLEAN),
                                    "day", OpenProperties.PropertyType.of(DATE),
                                    "until", OpenProperties.PropertyType.of(INSTANT))));

    private TestVocabulary() {}

    /// All that there is to ask about.
    public static Vocabulary standard() {
        return builder().build();
    }

    /// What customers are, their tags and orders.
    public static Vocabulary ofOrders() {
        return orders().build();
    }

    /// The same, and events of any name: what random writes of other tests write.
    public static Vocabulary ofWrites() {
        return anyEvent(orders()).build();
    }

    /// The standard vocabulary, to be refined.
    public static VocabularyBuilder builder() {
        VocabularyBuilder builder = orders();
        events(builder);
        return builder.attribute(own("status", STRING, "(c.custom->>'status')"))
                .attribute(Attribute.location("c.location[1]", "c.location[0]"))
                .segments(new Memberships(members("segment", "segment_id"), SEGMENTS, Map.of()))
                .layers(new LayerSets(members("layer", "layer_set_id"), "m.layer_id", LAYERS));
    }

    private static GroupedSource members(String of, String kind) {
        return GroupedSource.of(of, of + "_member m")
                .keyedBy("m.shop_id", "m.customer_id")
                .ofKinds("m." + kind, "int");
    }

    private static VocabularyBuilder orders() {
        VocabularyBuilder builder = Vocabulary.builder()
                .hints(new LintHints(
                        key -> !key.equals("unknown-tag"),
                        Map.of("city", Set.of("Oslo", "Bergen")),
                        Set.of("number_of_orders")));
        profile(builder);
        totals(builder);
        custom(builder);
        functions(builder);
        aliases(builder);
        return builder;
    }

    private static VocabularyBuilder anyEvent(VocabularyBuilder builder) {
        return builder.function(RuleFunction.over("event", EVENTS)
                        .with("name", STRING, "e.name")
                        .with("date", INSTANT, "e.occurred_at")
                        .ofKindsNamedBy("name")
                        .openTo(PROPERTIES))
                .attribute(Attribute.latest("abandoned_checkout_date", EVENTS, "checkout_abandoned"));
    }

    private static void events(VocabularyBuilder builder) {
        anyEvent(builder);
        for (String name : new String[] {"product_viewed", "added_to_cart"}) {
            builder.function(RuleFunction.over(name, EVENTS)
                    .with("date", INSTANT, "e.occurred_at")
                    .ofKind(name)
                    .openTo(PROPERTIES));
        }
    }

    private static void profile(VocabularyBuilder builder) {
        for (String key : new String[] {
            "country",
            "region",
            "city",
            "district",
            "language",
            "gender",
            "occupation",
            "income_band",
            "email_domain",
            "phone_country",
            "account_status",
            "acquisition_channel"
        }) {
            builder.attribute(stored(key, STRING));
        }
        for (String key : new String[] {"email_consent", "sms_consent", "push_consent"}) {
            builder.attribute(stored(key, STRING).oneOf("granted", "denied", "pending", "unknown"));
        }
        builder.attribute(
                Attribute.scalar(CONSENT, STRING, "coalesce(c.consents -> 'profiling.general' ->> 'state', 'unknown')")
                        .recordedSince(since(CONSENT))
                        .oneOf("granted", "denied", "pending", "unknown")
                        .always());
        builder.attribute(stored("registered_at", INSTANT).byIndex().always())
                .attribute(stored("last_seen_at", INSTANT).byIndex())
                .attribute(stored("birth_date", DATE).byIndex())
                .attribute(Attribute.age("age", "c.birth_date", "customer.birth_date")
                        .byIndex())
                .attribute(Attribute.set("customer_tags", KEY, TAGS, "t.key").ofTags());
    }

    private static Attribute stored(String key, ValueType type) {
        return Attribute.scalar(key, type, "c." + key).recordedSince(since(key));
    }

    private static Attribute own(String key, ValueType type, String sql) {
        return Attribute.scalar("custom." + key, type, sql).recordedSince(since("custom." + key));
    }

    private static Attribute.Since since(String key) {
        String sql = "coalesce(timestamptz '1970-01-01 00:00:00+00'"
                + " + (c.attribute_since ->> '%s')::bigint * interval '1 microsecond', c.recorded_at)".formatted(key);
        return new Attribute.Since(sql, CHANGES, "c.recorded_at");
    }

    private static void totals(VocabularyBuilder builder) {
        builder.attribute(total("number_of_orders", INTEGER).always())
                .attribute(total("amount_spent", MONEY).always())
                .attribute(total("refunded_amount", MONEY).always())
                .attribute(total("average_order_value", MONEY))
                .attribute(total("first_order_date", INSTANT).byIndex())
                .attribute(total("last_order_date", INSTANT).byIndex())
                .attribute(total("days_between_orders", NUMBER));
        builder.attribute(points("points_balance")).attribute(points("points_expiring"));
    }

    private static Attribute points(String key) {
        return Attribute.scalar(key, INTEGER, "c." + key).reading("points").always();
    }

    private static Attribute total(String key, ValueType type) {
        return Attribute.scalar(key, type, "c." + key).reading("order");
    }

    private static void custom(VocabularyBuilder builder) {
        builder.attribute(own("shoe", STRING, "(c.custom->>'shoe')"))
                .attribute(own("size", NUMBER, "(c.custom->>'size')::numeric"))
                .attribute(own("vegan", BOOLEAN, "(c.custom->>'vegan')::boolean"))
                .attribute(own("wedding", DATE, "(c.custom->>'wedding')::date").foundIn(moments("m.day")))
                .attribute(own("visit", INSTANT, "(c.custom->>'visit')::timestamptz")
                        .foundIn(moments("m.at")))
                .attribute(Attribute.jsonSet("custom.interests", "(c.custom->'interests')"));
    }

    private static GroupedSource moments(String column) {
        return GroupedSource.of("customer_moment", "customer_moment m")
                .keyedBy("m.shop_id", "m.customer_id")
                .at(column)
                .ofKinds("m.attribute", "text");
    }

    private static void functions(VocabularyBuilder builder) {
        builder.function(RuleFunction.over("orders_placed", ORDERS)
                .with("date", INSTANT, "o.placed_at")
                .withAggregates("amount", MONEY, "o.amount")
                .withAggregates("channel", STRING, "o.channel")
                .withAggregates("store", STRING, "o.store")
                .with("status", STRING, "o.status")
                .only("o.counts", "status"));
        builder.function(RuleFunction.over("products_purchased", LINES)
                .withAggregates("id", STRING, "l.product_id")
                .withAggregates("category", STRING, "l.category")
                .withAggregates("brand", STRING, "l.brand")
                .with("name", STRING, "l.name")
                .withSet("tag", "l.tags")
                .with("date", INSTANT, "o.placed_at")
                .withAggregates("price", MONEY, "l.price")
                .withAggregates("quantity", NUMBER, "l.net_quantity")
                .withAggregates("amount", MONEY, "l.net_amount")
                .only("l.counts", null));
    }

    private static void aliases(VocabularyBuilder builder) {
        builder.alias(Alias.of("customer_added_date", "registered_at"))
                .alias(Alias.set("customer_countries", "country"))
                .alias(Alias.set("customer_regions", "region"))
                .alias(Alias.set("customer_cities", "city"))
                .alias(Alias.of("customer_language", "language"))
                .alias(Alias.of("customer_email_domain", "email_domain"))
                .alias(Alias.of("customer_account_status", "account_status"))
                .alias(Alias.values("email_subscription_status", "email_consent", consents()))
                .alias(Alias.values("sms_subscription_status", "sms_consent", consents()));
    }

    private static Map<String, String> consents() {
        return Map.of(
                "SUBSCRIBED", "granted", "UNSUBSCRIBED", "denied", "PENDING", "pending", "NOT_SUBSCRIBED", "unknown");
    }
}
