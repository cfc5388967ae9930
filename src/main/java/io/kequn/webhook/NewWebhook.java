package io.kequn.webhook;

import io.kequn.stream.ChangeFilter;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A webhook to be made. It gets no event that its maker could not read.
public record NewWebhook(
        @Schema(examples = "https://example.com/hooks/kequn") @Nullable
        String url,

        @Nullable String description,

        @Description("Which events; unless said, all that the credential may read") @Nullable
        ChangeFilter filter,

        @Description("Whether it is also told when another webhook of the shop is disabled; false unless said")
        @Nullable
        Boolean notices,

        @Description("Unless said, true") @Nullable Boolean enabled,

        @Description("Where it begins: `now`, which is usual, or the number of the first change, in digits")
        @Schema(examples = "now")
        @Nullable
        String from) {

    WebhookSpec spec() {
        return new WebhookSpec(url, description, filter, notices, enabled, from);
    }
}
