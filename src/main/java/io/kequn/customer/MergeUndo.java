package io.kequn.customer;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How a merger is undone.
public record MergeUndo(
        @Nullable
        @Schema(description = "Only tell what would become of the two.")
        @Description("Only tell what would become of the two.")
        Boolean dryRun) {}
