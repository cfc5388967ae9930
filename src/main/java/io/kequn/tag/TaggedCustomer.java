package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.customer.Customer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer that has a tag, and how it came to it.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TaggedCustomer(
        Customer customer,
        AssignmentSource source,
        Instant assignedAt,
        @Nullable Instant expiresAt) {}
