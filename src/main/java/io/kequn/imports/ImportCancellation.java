package io.kequn.imports;

import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Which rows cancel an order without naming it: those whose `column` (by default that of the order's external id)
/// begins with `prefix` or is `value`. Such an order becomes a refund of its customer.
@Description("Which rows are cancellations that name no order; each becomes a refund of the customer.")
public record ImportCancellation(
        @Nullable @Description("By default that of `externalId`.")
        String column,

        @Nullable String prefix,
        @Nullable String value) {}
