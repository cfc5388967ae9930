package io.kequn.customer;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// With whom a customer is merged; exactly one of the two, an id or `{source}:{externalId}`.
public record MergeSpec(
        @Nullable
        @Schema(description = "The customer that stays.", examples = "pos:8812")
        @Description("The customer that stays.")
        String into,

        @Nullable
        @Schema(description = "The customer that is merged into this one.")
        @Description("The customer that is merged into this one.")
        String from,

        @Nullable
        @Schema(description = "Only tell what would become of the two.")
        @Description("Only tell what would become of the two.")
        Boolean dryRun) {}
