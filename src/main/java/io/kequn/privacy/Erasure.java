package io.kequn.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The wish to erase a person, and its receipt once that is done, which is kept for ever. Nothing in it tells of the
/// person but the id.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Erasure(
        @Nullable @Schema(description = "Null of a dry run.") @Description("Null of a dry run.")
        UUID id,

        UUID customerId,

        @Schema(description = "Who had been merged into that customer.")
        @Description("Who had been merged into that customer.")
        List<UUID> mergedIds,

        ErasureState state,

        @Nullable
        @Schema(description = "Null once it is done, also of those of the person that were cancelled.")
        @Description("Null once it is done, also of those of the person that were cancelled.")
        String reason,

        Instant requestedAt,
        String requestedBy,
        Instant dueAt,
        @Nullable Instant endedAt,

        @Schema(description = "How much was erased, or of a dry run would be.")
        @Description("How much was erased, or of a dry run would be.")
        List<ErasedRows> rows,

        @Nullable
        @Schema(description = "A keyed digest of the receipt, by which the service recognises its own.")
        @Description("A keyed digest of the receipt, by which the service recognises its own.")
        String proof) {
    public Erasure {
        mergedIds = List.copyOf(mergedIds);
        rows = List.copyOf(rows);
    }
}
