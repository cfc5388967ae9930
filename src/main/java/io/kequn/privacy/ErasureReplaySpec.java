package io.kequn.privacy;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whom to erase anew.
public record ErasureReplaySpec(
        @Schema(description = "The `customerId`s of erasures that were done, at most 100.")
        @Description("The customerIds of erasures that were done, at most 100.")
        List<UUID> customerIds) {
    public ErasureReplaySpec {
        customerIds = List.copyOf(customerIds);
    }
}
