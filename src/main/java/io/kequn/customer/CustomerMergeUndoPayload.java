package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What undoing a merger has made of the two, or why it was not undone.
public record CustomerMergeUndoPayload(
        @Nullable @Description("Who had survived.") Customer customer,

        @Nullable @Description("Who is a customer of its own again.")
        Customer restored,

        @Nullable CustomerMerger merger,
        @Nullable List<MembershipChange> membershipChanges,
        List<UserError> userErrors) {
    static CustomerMergeUndoPayload of(@Nullable UnmergedCustomers undone, List<UserError> errors) {
        return undone == null
                ? new CustomerMergeUndoPayload(null, null, null, null, errors)
                : new CustomerMergeUndoPayload(
                        undone.customer(), undone.restored(), undone.merger(), undone.membershipChanges(), errors);
    }
}
