package io.kequn.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule as it was written, in either notation, before its names and values mean anything.
sealed interface Draft {
    record Everyone() implements Draft {}

    record Group(boolean all, List<Draft> drafts) implements Draft {}

    record Not(Draft draft) implements Draft {}

    record Condition(Word name, Test test) implements Draft {}

    record HasBeen(Word name, Test test, Literal length) implements Draft {}

    record Anniversary(Word name, Test test) implements Draft {}

    record InSegment(Literal segment, boolean negated) implements Draft {}

    record InLayer(Literal set, Literal layer) implements Draft {}

    record Within(Literal distance, Word unit, Literal latitude, Literal longitude) implements Draft {}

    record Bucket(Place place, Literal salt, Literal percent) implements Draft {}

    record Matches(Word name, boolean negated, List<Parameter> parameters) implements Draft {}

    /// `type` is how JSON says that a property is to be read; null if it does not.
    record Parameter(Word name, Test test, @Nullable Word type) {}

    /// A name and where it stands.
    record Word(String text, Place place) {}

    /// An operator, where it stands, and its values; a list stands where its operator does in text, in JSON at its
    /// field.
    record Test(Operator operator, Place place, List<Literal> values, Place list) {}

    /// How a value was written.
    enum Form {
        /// In quotes in text.
        QUOTED,
        /// Without quotes in text.
        BARE,
        /// A string of JSON, which may be text, a date or a number: the type decides.
        STRING,
        /// A number of JSON.
        NUMBER,
        /// `true` or `false` in either notation.
        TRUTH
    }

    record Literal(Form form, String text, Place place) {
        /// As the writer wrote it, for messages.
        String shown() {
            return form == Form.QUOTED || form == Form.STRING ? "'" + text + "'" : text;
        }

        /// Whether it may be read as a number, day, duration or period.
        boolean isWord() {
            return form == Form.BARE || form == Form.STRING;
        }
    }
}
