package io.kequn.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What callers say about a customer. What is absent stays as it is, null clears, an empty text counts as null.
@Description("What you say about a customer. What is absent stays as it is, null clears.")
public record CustomerFields(
        @Nullable
        @Schema(
                description = "Names by which other systems know the customer; each is linked to it. When a customer is"
                        + " created or upserted.")
        List<Identity> identities,

        @Nullable String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,

        @Nullable @Schema(description = "International, or national in the shop's country.")
        String phone,

        @Nullable @Schema(description = "ISO 3166-1 alpha-2.", examples = "CN")
        String country,

        @Nullable String region,
        @Nullable String city,
        @Nullable String district,
        @Nullable Location location,

        @Nullable @Schema(description = "BCP 47.", examples = "zh-CN")
        String language,

        @Nullable String gender,
        @Nullable String occupation,
        @Nullable String incomeBand,
        @Nullable LocalDate birthDate,
        @Nullable Consent emailConsent,
        @Nullable Consent smsConsent,
        @Nullable Consent pushConsent,
        @Nullable String accountStatus,
        @Nullable String acquisitionChannel,
        @Nullable Instant registeredAt,
        @Nullable Instant lastSeenAt,

        @Nullable
        @Schema(description = "What the customer has said; each is added to the history of its consents.")
        @Description("What the customer has said; each is added to the history of its consents.")
        List<NewConsent> consents,

        @Nullable
        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Object.class,
                description = "Values of the shop's own attributes by key; null removes one.")
        Object custom) {

    public CustomerFields {
        identities = identities == null ? null : List.copyOf(identities);
        consents = consents == null ? null : List.copyOf(consents);
    }
}
