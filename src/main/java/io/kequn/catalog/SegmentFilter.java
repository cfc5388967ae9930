package io.kequn.catalog;

import io.kequn.rule.RuleCatalog;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something a rule can begin with.
///
/// @param queryName how rules call it
/// @param localizedName what people call it
/// @param example a rule that shows its use
public record SegmentFilter(
        FilterKind kind,
        String queryName,
        String localizedName,
        @Nullable String description,
        @Nullable String example) {
    private static final int NO_MATCH = 4;

    static Stream<SegmentFilter> all(RuleCatalog catalog) {
        var attributes = catalog.attributes().stream()
                .map(each -> new SegmentFilter(
                        FilterKind.ATTRIBUTE, each.key(), each.name(), each.description(), each.example()));
        var functions = catalog.functions().stream()
                .map(each -> new SegmentFilter(
                        FilterKind.FUNCTION, each.key(), each.name(), each.description(), each.example()));
        var conditions = catalog.conditions().stream()
                .map(each -> new SegmentFilter(
                        FilterKind.CONDITION, each.key(), each.name(), each.description(), each.example()));
        return Stream.of(attributes, functions, conditions).flatMap(each -> each);
    }

    /// How well it fits what somebody has typed, 0 best, for those that fit at all; `older` are names from other
    /// systems.
    int rank(String search, List<String> older) {
        var typed = search.toLowerCase(Locale.ROOT);
        if (begins(queryName, typed) || begins(localizedName, typed)) {
            return 0;
        }
        if (older.stream().anyMatch(name -> begins(name, typed))) {
            return 1;
        }
        if (holds(queryName, typed) || holds(localizedName, typed)) {
            return 2;
        }
        return description != null && holds(description, typed) ? NO_MATCH - 1 : NO_MATCH;
    }

    static boolean fits(int rank) {
        return rank < NO_MATCH;
    }

    private static boolean begins(String name, String typed) {
        return name.toLowerCase(Locale.ROOT).startsWith(typed);
    }

    private static boolean holds(String text, String typed) {
        return text.toLowerCase(Locale.ROOT).contains(typed);
    }
}
