package io.kequn.customer;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a customer has said about one purpose over one channel. What was said before stays in the history.
@Description("What a customer has said about one purpose over one channel.")
public record NewConsent(
        ConsentPurpose purpose,

        @Schema(description = "`general` is bound to no channel and stands for none of the others.")
        @Description("GENERAL is bound to no channel and stands for none of the others.")
        ConsentChannel channel,

        @Schema(description = "`unknown` takes back what was said without denying it.")
        @Description("UNKNOWN takes back what was said without denying it.")
        Consent state,

        @Nullable
        @Schema(description = "Where it was given.", examples = "checkout")
        @Description("Where it was given.")
        String source,

        @Nullable ConsentDocument document,

        @Nullable
        @Schema(description = "When it was given; now unless said. What was given later counts.")
        @Description("When it was given; now unless said. What was given later counts.")
        Instant occurredAt) {}
