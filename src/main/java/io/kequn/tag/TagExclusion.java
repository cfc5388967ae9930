package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.customer.Customer;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A customer to whom the rule of a tag does not give it, because people have taken it away.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TagExclusion(
        Customer customer,

        @Nullable @Description("The credential that took the tag away.")
        String author,

        Instant recordedAt) {}
