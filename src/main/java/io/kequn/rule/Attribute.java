package io.kequn.rule;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something rules ask about a customer, and how SQL reads it. Begin with one of the factories and refine:
/// `Attribute.scalar("email_consent", ValueType.STRING, "c.email_consent").oneOf("granted", "denied")`.
///
/// @param key the canonical name
/// @param type the type of the value, or of a set's elements
/// @param storage where the value lies
/// @param fact what a write to it changes; by default `customer.<key>`, for grouped sets the source's fact
/// @param neverMissing whether every customer has a value, such as counts and sums
/// @param values the only values there are; empty if any
/// @param namesTags whether its values are keys of tags
/// @param since from when on the present value was recorded; null if that is not kept
/// @param indexed whether an index finds customers by its value, a date or an instant
public record Attribute(
        String key,
        ValueType type,
        Storage storage,
        String fact,
        boolean neverMissing,
        List<String> values,
        boolean namesTags,
        @Nullable Since since,
        boolean indexed) {
    /// The attribute that `WITHIN` asks for.
    public static final String LOCATION = "location";

    /// Where an attribute's value lies. The texts are trusted SQL over the customer's row, alias `c`.
    public sealed interface Storage {
        /// One value in the customer's row.
        ///
        /// @param moments the same as rows of the attribute's key as kind, by an index; null if there are none
        record Column(String sql, @Nullable GroupedSource moments) implements Storage {}

        /// Latitude and longitude in degrees, both `float8`.
        record Point(String latitude, String longitude) implements Storage {}

        /// The time of the latest row of a kind in a grouped source.
        record Latest(GroupedSource source, String kind) implements Storage {}

        /// The value in the one row of a kind in a grouped source.
        record OneRow(GroupedSource source, int kind, String sql) implements Storage {}

        /// Years completed since a birth date (`date`); 29 February is 28 February in common years.
        record AgeSince(String birthDate) implements Storage {}

        /// A set with one row per element in a grouped source.
        record Rows(GroupedSource source, String element) implements Storage {}

        /// A text of which only digests are kept, which find equal values and tell nothing else.
        ///
        /// @param digests all that may be kept of a value
        record Digest(String sql, Function<String, List<String>> digests) implements Storage {}

        /// A set kept as a JSON array of strings; absent, `null` and `[]` are missing.
        record JsonArray(String sql) implements Storage {}
    }

    /// Since when an attribute has its value.
    ///
    /// @param sql a `timestamptz` over the customer's row
    /// @param changes a row for each change, at its time and of the attribute's key as kind
    /// @param beginning a `timestamptz` over the customer's row: since when what never changed is as it is
    public record Since(String sql, GroupedSource changes, String beginning) {}

    public Attribute {
        values = List.copyOf(values);
    }

    private static Attribute plain(String key, ValueType type, Storage storage, String fact) {
        return new Attribute(key, type, storage, fact, false, List.of(), false, null, false);
    }

    public static Attribute scalar(String key, ValueType type, String sql) {
        return plain(key, type, new Storage.Column(sql, null), "customer." + key);
    }

    public static Attribute age(String key, String birthDate, String fact) {
        return plain(key, ValueType.INTEGER, new Storage.AgeSince(birthDate), fact);
    }

    public static Attribute set(String key, ValueType elements, GroupedSource source, String element) {
        return plain(key, elements, new Storage.Rows(source, element), source.fact());
    }

    /// The location of a customer.
    public static Attribute location(String latitude, String longitude) {
        return plain(LOCATION, ValueType.POINT, new Storage.Point(latitude, longitude), "customer." + LOCATION);
    }

    /// When something of a kind happened last, such as the last event of a name.
    public static Attribute latest(String key, GroupedSource source, String kind) {
        return plain(key, ValueType.INSTANT, new Storage.Latest(source, kind), source.fact() + ":" + kind);
    }

    /// A value of the one row of a kind. An instant must be the source's time.
    public static Attribute ofRow(String key, ValueType type, GroupedSource source, int kind, String sql) {
        return plain(key, type, new Storage.OneRow(source, kind, sql), source.fact());
    }

    public static Attribute jsonSet(String key, String sql) {
        return plain(key, ValueType.STRING, new Storage.JsonArray(sql), "customer." + key);
    }

    /// A text that nobody may read off the rule: only whether it equals a value.
    public static Attribute hidden(String key, String sql, Function<String, List<String>> digests) {
        return plain(key, ValueType.STRING, new Storage.Digest(sql, digests), "customer." + key);
    }

    /// The same attribute, but writes announce another fact, such as `order` for totals of orders.
    public Attribute reading(String newFact) {
        return new Attribute(key, type, storage, newFact, neverMissing, values, namesTags, since, indexed);
    }

    /// The same attribute, but every customer has a value.
    public Attribute always() {
        return new Attribute(key, type, storage, fact, true, values, namesTags, since, indexed);
    }

    /// The same attribute, but with these values only.
    public Attribute oneOf(String... only) {
        return new Attribute(key, type, storage, fact, neverMissing, List.of(only), namesTags, since, indexed);
    }

    /// The same attribute, but its values are keys of tags.
    public Attribute ofTags() {
        return new Attribute(key, type, storage, fact, neverMissing, values, true, since, indexed);
    }

    /// The same attribute, of which is known since when it has its value.
    public Attribute recordedSince(Since instant) {
        return new Attribute(key, type, storage, fact, neverMissing, values, namesTags, instant, indexed);
    }

    /// The same attribute, by whose value an index finds customers: shop and value come first in it.
    public Attribute byIndex() {
        return new Attribute(key, type, storage, fact, neverMissing, values, namesTags, since, true);
    }

    /// The same attribute, a date or an instant, whose moments an index finds there.
    public Attribute foundIn(GroupedSource moments) {
        Storage.Column column = (Storage.Column) storage;
        return new Attribute(
                key,
                type,
                new Storage.Column(column.sql(), moments),
                fact,
                neverMissing,
                values,
                namesTags,
                since,
                indexed);
    }

    public boolean isSet() {
        return storage instanceof Storage.Rows || storage instanceof Storage.JsonArray;
    }

    /// Whether only digests of it are kept.
    public boolean isHidden() {
        return storage instanceof Storage.Digest;
    }

    /// What this is to operators, which decides those that it takes.
    public Operand operand() {
        if (isSet()) {
            return Operand.SET;
        }
        if (isHidden()) {
            return Operand.HIDDEN_STRING;
        }
        return type == ValueType.STRING && !values.isEmpty() ? Operand.LISTED_STRING : Operand.of(type);
    }

    /// Whether it is a day or an instant, which has anniversaries.
    public boolean hasAnniversary() {
        return !isSet() && (type == ValueType.DATE || type == ValueType.INSTANT);
    }
}
