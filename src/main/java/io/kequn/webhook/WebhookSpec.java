package io.kequn.webhook;

import io.kequn.stream.ChangeFilter;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a webhook shall be.
public record WebhookSpec(
        @Nullable String url,
        @Nullable String description,
        @Nullable ChangeFilter filter,
        @Nullable Boolean notices,

        @Description("`true` also for one that was disabled for its failures; it goes on where it stopped") @Nullable
        Boolean enabled,

        @Description("Where it goes on: `now`, or the number of the next change, in digits") @Nullable
        String from) {}
