package io.kequn.imports;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a file holds and how its rows become customers or orders.
@Description("What a file holds and how its rows become customers or orders.")
public record ImportSpec(
        @NonNull ImportKind kind,
        @Nullable ImportFormat format,

        @NonNull
        @Schema(description = "The system that the external ids of the rows belong to.", examples = "pos")
        @Description("The system that the external ids of the rows belong to.")
        String source,

        @Nullable
        @Schema(description = "The system that an order's customer belongs to; `source` unless said.")
        @Description("The system that an order's customer belongs to; `source` unless said.")
        String customerSource,

        @Nullable
        @Schema(
                description = "Where each field comes from. Without it, NDJSON lines are as for `POST /v1/orders`, or"
                        + " customers with `externalId` and `tags`.")
        @Description("Where each field comes from. NDJSON can do without: its lines are then as in the API.")
        List<@NonNull ImportColumn> mapping,

        @Nullable @Schema(description = "One character; found out unless said.", examples = ";")
        String delimiter,

        @Nullable
        @Schema(description = "`utf-8` or `gb18030` (also `gbk`); found out unless said.", examples = "gb18030")
        String charset,

        @Nullable
        @Schema(
                description =
                        "How dates are written, such as `M/d/yyyy H:mm` for `3/31/2026 9:05`; tried in order, ISO 8601 unless said. A year of two digits lies"
                                + " between 1969 and 2068.",
                examples = "[\"M/d/yy H:mm\"]")
        List<@NonNull String> dateFormats,

        @Nullable
        @Schema(
                description =
                        "The zone of times without an offset; a mere date is its midnight. The shop's unless said.",
                examples = "Europe/London")
        String zone,

        @Nullable @Schema(description = "Must be the shop's.", examples = "GBP")
        String currency,

        @Nullable @Schema(description = "`.` or `,`; `.` unless said.", examples = ",")
        String decimalSeparator,

        @Nullable ImportCancellation cancellation,

        @Nullable @Schema(description = "Checks every row and tells what would happen, but writes nothing.")
        Boolean dryRun,

        @Nullable
        @Schema(description = "Whether orders earn points as new ones do; history earns nothing unless said.")
        @Description("Whether orders earn points as new ones do; history earns nothing unless said.")
        Boolean earnPoints) {
    public ImportSpec {
        mapping = mapping == null ? null : List.copyOf(mapping);
        dateFormats = dateFormats == null ? null : List.copyOf(dateFormats);
    }
}
