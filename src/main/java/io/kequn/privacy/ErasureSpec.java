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
        @Schema(
                description = "Told until the person is erased, and forgotten then: the receipt has none.",
                examples = "Asked by the customer")
        @Description("Told until the person is erased, and forgotten then: the receipt has none.")
        String reason,

        @Nullable
        @Schema(description = "Only tell how much would be erased now.")
        @Description("Only tell how much would be erased now.")
        Boolean dryRun) {}
