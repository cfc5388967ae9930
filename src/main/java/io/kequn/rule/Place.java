package io.kequn.rule;

import org.jspecify.annotations.Nullable;

/// Where a piece of a rule was read from: a position in text, or a pointer into JSON.
record Place(@Nullable Position position, @Nullable String pointer) {
    static Place text(int line, int column, int length) {
        return new Place(new Position(line, column, length), null);
    }

    static Place json(String pointer) {
        return new Place(null, pointer);
    }

    /// A field of this object; in text the place itself.
    Place field(String name) {
        return pointer == null
                ? this
                : json(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }
}
