package io.kequn.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.customer.Consent;
import io.kequn.customer.Customer;
import io.kequn.layer.CustomerLayer;
import io.kequn.level.CustomerBenefits;
import io.kequn.platform.value.Fingerprint;
import io.kequn.platform.value.Money;
import io.kequn.platform.value.Versioned;
import io.kequn.points.Points;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A customer as it sees itself: its profile, the tags, segments and layer sets that the shop has made public, levels,
/// benefits and points, all as of one instant.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Me(
        @Name("uuid") UUID id,
        @Nullable String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable String district,
        @Nullable String language,
        @Nullable String gender,
        @Nullable LocalDate birthDate,
        Consent emailConsent,
        Consent smsConsent,
        Consent pushConsent,
        @Nullable Instant registeredAt,
        int numberOfOrders,
        Money amountSpent,
        @Nullable Instant firstOrderDate,
        @Nullable Instant lastOrderDate,

        @Description("Those that the shop has made public.") List<MyTag> tags,

        @Description("Those that the shop has made public.") List<MySegment> segments,

        @Description("Of the layer sets that the shop has made public.")
        List<CustomerLayer> layers,

        List<MyLevel> levels,

        @Description("What levels and public segments give.")
        CustomerBenefits benefits,

        Points points)
        implements Versioned {
    public Me {
        tags = List.copyOf(tags);
        segments = List.copyOf(segments);
        layers = List.copyOf(layers);
        levels = List.copyOf(levels);
    }

    /// Parts of it change by time alone, so that no version tells of it.
    @Override
    @Ignore
    public String etag() {
        return Fingerprint.of(this).toString();
    }

    /// What else than the profile is shown.
    record Parts(
            List<MyTag> tags,
            List<MySegment> segments,
            List<CustomerLayer> layers,
            List<MyLevel> levels,
            CustomerBenefits benefits,
            Points points) {}

    static Me of(Customer customer, Parts parts) {
        return new Me(
                customer.id(),
                customer.name(),
                customer.firstName(),
                customer.lastName(),
                customer.email(),
                customer.phone(),
                customer.country(),
                customer.region(),
                customer.city(),
                customer.district(),
                customer.language(),
                customer.gender(),
                customer.birthDate(),
                customer.emailConsent(),
                customer.smsConsent(),
                customer.pushConsent(),
                customer.registeredAt(),
                customer.numberOfOrders(),
                customer.amountSpent(),
                customer.firstOrderDate(),
                customer.lastOrderDate(),
                parts.tags(),
                parts.segments(),
                parts.layers(),
                parts.levels(),
                parts.benefits(),
                parts.points());
    }
}
