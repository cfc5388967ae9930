package io.kequn.customer;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A consent about which two customers that are merged have not said the same.
public record MergeConsent(
        ConsentPurpose purpose,
        ConsentChannel channel,

        @Description("What the one that is merged has said, UNKNOWN where it has said nothing.")
        Consent from,

        @Nullable Instant fromAt,

        @Description("What the survivor has said.") Consent into,

        @Nullable Instant intoAt,

        @Description("What counts from then on: what was said later.")
        Consent counts) {}
