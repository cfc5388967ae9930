package io.kequn.customer;

import static io.kequn.rule.Attribute.scalar;

import io.kequn.crypto.BlindIndex;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.Alias;
import io.kequn.rule.Attribute.Since;
import io.kequn.rule.Attribute.Storage.Column;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.ValueType;
import io.kequn.rule.Vocabulary;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What rules and filters of a shop can ask about its customers: the standard attributes, the shop's own, and what
/// other features add.
@Singleton
public class ShopVocabulary {
    static final String CUSTOM = "custom.";

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

    private final ShopReads reads;
    private final AttributeRepository definitions;
    private final List<VocabularyPart> parts;
    private final List<StoredVocabularyPart> stored;
    private final BlindIndex index;

    ShopVocabulary(
            ShopReads reads,
            AttributeRepository definitions,
            @All List<VocabularyPart> parts,
            @All List<StoredVocabularyPart> stored,
            BlindIndex index) {
        this.reads = reads;
        this.definitions = definitions;
        this.parts = List.copyOf(parts);
        this.stored = List.copyOf(stored);
        this.index = index;
    }

    /// That of the shop now, by a read of its own.
    public Uni<Vocabulary> of(Shop shop) {
        return reads.queries(shop, selects()).map(found -> build(shop, found));
    }

    /// That of the shop inside a fact transaction, which holds the rules lock.
    public Uni<Vocabulary> of(FactSession session) {
        var shop = session.shop();
        return Uni.join()
                .all(selects().stream()
                        .map(sql -> session.query(sql, shop.id()))
                        .toList())
                .andFailFast()
                .map(found -> build(shop, found));
    }

    /// That of the shop inside a definition transaction, on that transaction's own connection: one that waited
    /// for a second could wait for ever.
    public Uni<Vocabulary> inside(Shop shop) {
        return definitions.all(shop).chain(own -> storedInside(shop).map(found -> build(shop, own, found)));
    }

    /// One after the other, since a definition transaction has one session.
    private Uni<List<List<Columns>>> storedInside(Shop shop) {
        return Multi.createFrom()
                .iterable(stored)
                .onItem()
                .transformToUniAndConcatenate(
                        part -> DefinitionTransaction.list(Function.identity(), part.select(), shop.id()))
                .collect()
                .asList();
    }

    /// The shop's own attributes come first.
    private List<String> selects() {
        return Stream.concat(Stream.of(AttributeStore.ALL), stored.stream().map(StoredVocabularyPart::select))
                .toList();
    }

    private Vocabulary build(Shop shop, List<RowSet<Row>> found) {
        var own = Sql.list(found.getFirst(), AttributeStore::attribute);
        var definitions =
                found.stream().skip(1).map(rows -> Sql.list(rows, Columns::of)).toList();
        return build(shop, own, definitions);
    }

    private Vocabulary build(Shop shop, List<Attribute> own, List<List<Columns>> found) {
        var builder = Vocabulary.builder()
                .currencyDigits(Math.max(shop.currency().getDefaultFractionDigits(), 0))
                .attributes(profile().toList())
                .attributes(totals().toList());
        own.forEach(attribute -> builder.attribute(own(shop, attribute)));
        builder.hints(OwnHints.of(own));
        Stream.concat(aliases(), consentAliases()).forEach(builder::alias);
        parts.forEach(part -> part.addTo(builder, shop));
        for (int i = 0; i < stored.size(); i++) {
            stored.get(i).addTo(builder, shop, found.get(i));
        }
        return builder.build();
    }

    private io.kequn.rule.Attribute own(Shop shop, Attribute attribute) {
        var key = attribute.key();
        return attribute.personal()
                ? personal(key, value -> PersonalData.digests(index, key, shop.id(), value))
                : custom(key, attribute.type());
    }

    /// @param digests all that may stand for a value
    static io.kequn.rule.Attribute personal(String key, Function<String, List<String>> digests) {
        return io.kequn.rule.Attribute.hidden(CUSTOM + key, "(c.custom ->> '" + key + "')", digests);
    }

    private static Stream<io.kequn.rule.Attribute> profile() {
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
                                io.kequn.rule.Attribute.location("c.location[1]", "c.location[0]"),
                                io.kequn.rule.Attribute.age("age", "c.birth_date", Facts.customer("birth_date"))
                                        .byIndex()),
                        consents())
                .map(attribute -> attribute.storage() instanceof Column ? recorded(attribute) : attribute);
    }

    /// The key of a stored attribute, as `attribute_since` knows it, is the name in rules.
    private static io.kequn.rule.Attribute recorded(io.kequn.rule.Attribute attribute) {
        var sql = "coalesce(" + instantOf("(c.attribute_since ->> '" + attribute.key() + "')") + ", c.recorded_at)";
        return attribute.recordedSince(new Since(sql, CHANGES, "c.recorded_at"));
    }

    /// Microseconds since 1970 as an instant.
    static String instantOf(String micros) {
        return "(timestamptz '1970-01-01 00:00:00+00' + " + micros + "::bigint * interval '1 microsecond')";
    }

    /// Written with the orders, so that they are read with them.
    private static Stream<io.kequn.rule.Attribute> totals() {
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

    private static io.kequn.rule.Attribute column(String name, ValueType type) {
        return scalar(name, type, "c." + name);
    }

    private static io.kequn.rule.Attribute text(String name) {
        return column(name, ValueType.STRING);
    }

    private static io.kequn.rule.Attribute instant(String name) {
        return column(name, ValueType.INSTANT);
    }

    /// Those that fields of the profile show have the names of these.
    private static Stream<io.kequn.rule.Attribute> consents() {
        return ConsentTopic.ALL.stream().map(ShopVocabulary::consent);
    }

    private static io.kequn.rule.Attribute consent(ConsentTopic topic) {
        var field = topic.field();
        var attribute = field == null
                ? scalar(topic.attribute(), ValueType.STRING, ConsentStates.sql("c.consents", topic))
                : text(field.column());
        return attribute
                .oneOf(Arrays.stream(Consent.values()).map(Consent::text).toArray(String[]::new))
                .always();
    }

    private static Stream<Alias> consentAliases() {
        return ConsentTopic.ALL.stream().flatMap(topic -> {
            var field = topic.field();
            return field == null ? Stream.of() : Stream.of(Alias.of(topic.attribute(), field.column()));
        });
    }

    /// The key is a word of letters, digits and `_`, so that it can stand in SQL. A list of allowed values binds
    /// writers only: values from before it stay, and rules go on to find them.
    static io.kequn.rule.Attribute custom(String key, AttributeType type) {
        var name = CUSTOM + key;
        var json = "c.custom -> '" + key + "'";
        var value = "(c.custom ->> '" + key + "')";
        return switch (type) {
            case STRING -> recorded(scalar(name, ValueType.STRING, value));
            case NUMBER -> recorded(scalar(name, ValueType.NUMBER, value + "::numeric"));
            case BOOLEAN -> recorded(scalar(name, ValueType.BOOLEAN, value + "::boolean"));
            case DATE -> recorded(scalar(name, ValueType.DATE, value + "::date").foundIn(CustomerMoments.source(true)));
            case INSTANT ->
                recorded(scalar(name, ValueType.INSTANT, instantOf(value)).foundIn(CustomerMoments.source(false)));
            case SET -> io.kequn.rule.Attribute.jsonSet(name, "(" + json + ")");
        };
    }

    /// Names by which rules from Shopify call the same.
    private static Stream<Alias> aliases() {
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
