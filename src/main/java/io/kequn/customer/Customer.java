package io.kequn.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Money;
import io.kequn.platform.value.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A customer as callers see it. Totals follow from the customer's own orders; `age` is in years completed on the
/// shop's present day. `mergedFrom` is the id asked for, where that customer was merged into this one.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Customer(
        @Name("uuid") UUID id,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        @Description("The id asked for, where it was merged into this customer.")
        UUID mergedFrom,

        List<Identity> identities,
        @Nullable String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable String district,
        @Nullable Location location,
        @Nullable String language,
        @Nullable String gender,
        @Nullable String occupation,
        @Nullable String incomeBand,
        @Nullable LocalDate birthDate,
        @Nullable Integer age,
        Consent emailConsent,
        Consent smsConsent,
        Consent pushConsent,
        @Nullable String accountStatus,
        @Nullable String acquisitionChannel,
        @Nullable Instant registeredAt,
        @Nullable Instant lastSeenAt,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Object.class,
                description = "Values of the shop's own attributes by key.")
        @Description("Values of the shop's own attributes by key.")
        Object custom,

        int numberOfOrders,
        Money amountSpent,
        Money refundedAmount,
        @Nullable Money averageOrderValue,
        @Nullable Instant firstOrderDate,
        @Nullable Instant lastOrderDate,
        @Nullable @Description("The median.") BigDecimal daysBetweenOrders,
        Instant createdAt,
        Instant updatedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        @Schema(description = "When the person will be erased, unless that is cancelled.")
        @Description("When the person will be erased, unless that is cancelled.")
        Instant erasureDueAt,

        int version)
        implements Versioned, Node {

    public Customer {
        identities = List.copyOf(identities);
    }

    /// The age passes without a write, so it is part of what a reader may keep.
    @Override
    public String etag() {
        return age == null ? String.valueOf(version) : version + "." + age;
    }

    @Override
    public String nodeKey() {
        return id.toString();
    }
}
