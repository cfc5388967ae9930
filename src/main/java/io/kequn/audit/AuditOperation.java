package io.kequn.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was done.
public enum AuditOperation {
    CREATED,
    UPDATED,
    DELETED,
    READ,
    MERGED,
    UNMERGED;

    static final Map<String, AuditOperation> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AuditOperation::text, Function.identity()));

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AuditOperation of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
