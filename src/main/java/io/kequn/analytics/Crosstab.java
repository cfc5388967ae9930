package io.kequn.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// How many customers are in which part of two divisions. `cells` are counts, a list for each part of `rows` with
/// one for each part of `columns`; each customer is counted once, so that totals are sums.
@JsonInclude(JsonInclude.Include.ALWAYS)
@Description("How many customers are in which part of two divisions.")
public record Crosstab(
        CrosstabAxis rows,
        CrosstabAxis columns,

        @Description("A list for each row, with a count for each column.")
        List<List<Long>> cells,

        long total,
        Instant evaluatedAt,
        String timeZone) {
    public Crosstab {
        cells = cells.stream().map(List::copyOf).toList();
    }

    /// A division in its parts.
    ///
    /// @param dimension as it was asked for
    public record CrosstabAxis(String dimension, List<CrosstabPart> parts) {
        public CrosstabAxis {
            parts = List.copyOf(parts);
        }
    }

    /// A part; the last one of each axis has no key and holds those who are in none of the others.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record CrosstabPart(@Nullable String key, String name, long total) {}
}
