package io.kequn.rule;

import java.util.List;
import java.util.Set;

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
public record Attribute(
        String key,
        ValueType type,
        Storage storage,
        String fact,
        boolean neverMissing,
        List<String> values,
        boolean namesTags) {
    /// Where an attribute's value lies. The texts are trusted SQL over the customer's row, alias `c`.
    public sealed interface Storage {
        record Column(String sql) implements Storage {}

        /// Years completed since a birth date (`date`); 29 February is 28 February in common years.
        record AgeSince(String birthDate) implements Storage {}

        /// A set with one row per element in a grouped source.
        record Rows(GroupedSource source, String element) implements Storage {}

        /// A set kept as a JSON array of strings; absent, `null` and `[]` are missing.
        record JsonArray(String sql) implements Storage {}
    }

    public Attribute {
        values = List.copyOf(values);
    }

    public static Attribute scalar(String key, ValueType type, String sql) {
        return new Attribute(key, type, new Storage.Column(sql), "customer." + key, false, List.of(), false);
    }

    public static Attribute age(String key, String birthDate, String fact) {
        return new Attribute(key, ValueType.INTEGER, new Storage.AgeSince(birthDate), fact, false, List.of(), false);
    }

    public static Attribute set(String key, ValueType elements, GroupedSource source, String element) {
        return new Attribute(key, elements, new Storage.Rows(source, element), source.fact(), false, List.of(), false);
    }

    public static Attribute jsonSet(String key, String sql) {
        return new Attribute(
                key, ValueType.STRING, new Storage.JsonArray(sql), "customer." + key, false, List.of(), false);
    }

    /// The same attribute, but writes announce another fact, such as `order` for totals of orders.
    public Attribute reading(String newFact) {
        return new Attribute(key, type, storage, newFact, neverMissing, values, namesTags);
    }

    /// The same attribute, but every customer has a value.
    public Attribute always() {
        return new Attribute(key, type, storage, fact, true, values, namesTags);
    }

    /// The same attribute, but with these values only.
    public Attribute oneOf(String... only) {
        return new Attribute(key, type, storage, fact, neverMissing, List.of(only), namesTags);
    }

    /// The same attribute, but its values are keys of tags.
    public Attribute ofTags() {
        return new Attribute(key, type, storage, fact, neverMissing, values, true);
    }

    public boolean isSet() {
        return storage instanceof Storage.Rows || storage instanceof Storage.JsonArray;
    }

    /// The operators that conditions on this attribute may use.
    public Set<Operator> operators() {
        if (isSet()) {
            return ValueType.operatorsOfSets();
        }
        return values.isEmpty() ? type.operators() : ValueType.KEY.operators();
    }
}
