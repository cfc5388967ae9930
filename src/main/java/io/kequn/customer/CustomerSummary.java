package io.kequn.customer;

import io.kequn.platform.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What lists of members, samples and files show of a customer.
public record CustomerSummary(
        UUID id,
        List<Identity> identities,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String country,
        @Nullable String city,
        int numberOfOrders,
        Money amountSpent,
        @Nullable Instant lastOrderDate) {
    public CustomerSummary {
        identities = List.copyOf(identities);
    }

    static CustomerSummary of(Customer customer) {
        return new CustomerSummary(
                customer.id(),
                customer.identities(),
                customer.name(),
                customer.email(),
                customer.phone(),
                customer.country(),
                customer.city(),
                customer.numberOfOrders(),
                customer.amountSpent(),
                customer.lastOrderDate());
    }
}
