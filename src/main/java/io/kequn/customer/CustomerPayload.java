package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mutation has made of a customer, or why it has not.
public record CustomerPayload(
        @Nullable Customer customer,
        @Nullable Boolean created,
        @Nullable List<MembershipChange> membershipChanges,
        List<UserError> userErrors) {
    static CustomerPayload of(@Nullable CustomerChange change, List<UserError> errors) {
        return change == null
                ? new CustomerPayload(null, null, null, errors)
                : new CustomerPayload(change.customer(), change.created(), change.membershipChanges(), errors);
    }
}
