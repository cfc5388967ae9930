package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the tags of a group say of a customer.
public enum TagGroupKind {
    DEMOGRAPHIC,
    BEHAVIOUR,
    INTEREST,
    STAGE,
    CUSTOM;

    static final Map<String, TagGroupKind> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TagGroupKind::text, Function.identity()));

    /// As it is stored.
    public static TagGroupKind of(String text) {
        return Objects.requireNonNull(BY_TEXT.get(text), text);
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
