package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// The survivor, or why two customers were not merged.
public record CustomerMergePayload(
        @Nullable Customer customer,
        @Nullable Boolean created,
        @Nullable List<MembershipChange> membershipChanges,

        @Nullable @Description("What was done, or would be; null where the two had been merged before.")
        MergeReport merge,

        List<UserError> userErrors) {
    static CustomerMergePayload of(@Nullable MergedCustomer merged, List<UserError> errors) {
        return merged == null
                ? new CustomerMergePayload(null, null, null, null, errors)
                : new CustomerMergePayload(
                        merged.customer(), merged.created(), merged.membershipChanges(), merged.merge(), errors);
    }
}
