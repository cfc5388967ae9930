package io.kequn.privacy;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How a person is to be erased.
public record ErasureSpec(
        @Nullable
        @Schema(description = "How long it can be cancelled; `PT0S` erases at once.", examples = "P7D")
        @Description("How long it can be cancelled; PT0S erases at once.")
        String cancelWindow,

        @Nullable
        @Schema(description = "Kept with the receipt, so name nobody in it.", examples = "Asked by the customer")
        @Description("Kept with the receipt, so name nobody in it.")
        String reason,

        @Nullable
        @Schema(description = "Only tell how much would be erased now.")
        @Description("Only tell how much would be erased now.")
        Boolean dryRun) {}
