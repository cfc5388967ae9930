package io.kequn.customer;

import org.jspecify.annotations.Nullable;

/// Which customers are listed and in what order; what is null does not limit. `filter` is in the rule language, `sort`
/// like `registered_at,-amount_spent`; `email` and `phone` in any form that can be written.
public record CustomerListRequest(
        @Nullable String filter,
        @Nullable String sort,
        @Nullable String email,
        @Nullable String phone) {}
