package io.kequn.order;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a refund of a customer answers.
public record CustomerRefundPayload(
        @Nullable @Description("The refund; null when refused.")
        Refund refund,

        @Description("Known already; nothing has changed.") boolean replayed,

        List<MembershipChange> membershipChanges,
        List<UserError> userErrors) {
    static CustomerRefundPayload of(@Nullable RefundResult result, List<UserError> errors) {
        return result == null
                ? new CustomerRefundPayload(null, false, List.of(), errors)
                : new CustomerRefundPayload(result.refund(), result.replayed(), result.membershipChanges(), errors);
    }
}
