package io.kequn.platform.value;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Ids as callers write them.
public final class Ids {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    /// Empty for every other text, also for those that Java makes one of, such as `1-1-1-1-1`.
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
