package io.kequn.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a customer has said about one purpose over one channel.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CustomerConsent(
        @Ignore @Schema(hidden = true) @com.fasterxml.jackson.annotation.JsonIgnore
        long number,

        ConsentPurpose purpose,
        ConsentChannel channel,
        Consent state,

        @Schema(description = "Whether it is denied now and was granted before.")
        @Description("Whether it is denied now and was granted before.")
        boolean withdrawn,

        @Nullable
        @Description("Where it was given; `api` or `import` unless said.")
        @Schema(description = "Where it was given; `api` or `import` unless said.")
        String source,

        @Nullable ConsentDocument document,
        Instant occurredAt,
        Instant recordedAt,

        @Description("The credential that has recorded it.")
        @Schema(description = "The credential that has recorded it.")
        String recordedBy) {}
