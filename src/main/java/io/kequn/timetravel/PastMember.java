package io.kequn.timetravel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.customer.Customer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer, as it is today, who was in a segment or layer or had a tag; `since` is null where the change log
/// no longer reaches back to it.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PastMember(Customer customer, @Nullable Instant since) {}
