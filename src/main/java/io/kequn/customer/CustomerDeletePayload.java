package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.UserError;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which customer was deleted, or why none was.
public record CustomerDeletePayload(
        @Nullable UUID deletedCustomerId,
        @Nullable List<MembershipChange> membershipChanges,
        List<UserError> userErrors) {
    static CustomerDeletePayload of(@Nullable CustomerDeletion deletion, List<UserError> errors) {
        return deletion == null
                ? new CustomerDeletePayload(null, null, errors)
                : new CustomerDeletePayload(deletion.deletedCustomerId(), deletion.membershipChanges(), errors);
    }
}
