package io.kequn.platform.problem;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with an input. `pointer` is a JSON pointer into the body (`/lines/0/price`), or the
/// name of a query parameter or header; where others stand in the way, the address of one of them. `position`
/// is given for what stands in the text of a rule or a GraphQL document, and where a body stops being JSON.
public record FieldError(
        String pointer, String code, Text message, @Nullable Position position) {

    /// A place in such a text; line and column begin at 1, length counts characters.
    public record Position(int line, int column, int length) {}

    /// The same for a part of an input that stands at this pointer.
    FieldError below(String place) {
        return new FieldError(place + pointer, code, message, position);
    }

    public static FieldError of(String pointer, ErrorCode code, String english, String chinese) {
        return new FieldError(pointer, code.code(), new Text(english, chinese), null);
    }
}
