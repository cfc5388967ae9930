package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Which changes are sent to a webhook once more.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookReplay(
        @Description("The number of the first change") @Nullable
        Long from,

        @Description("That of the last; unless said, the last that the webhook has come to") @Nullable
        Long to,

        @Description("`failed`: only what was given up") @Schema(examples = "failed") @Nullable
        String only) {}
