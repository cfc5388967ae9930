package io.kequn.order;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a mutation of an order answers.
public record OrderPayload(
        @Nullable @Description("The order as it stands; null when refused, or when the order is not known yet.")
        Order order,

        @Description("Known already; nothing has changed.") boolean replayed,

        @Description("The order is not known yet; this is kept and applied when it comes.")
        boolean pending,

        List<MembershipChange> membershipChanges,
        List<UserError> userErrors) {
    static OrderPayload of(@Nullable OrderResult result, List<UserError> errors) {
        return result == null
                ? new OrderPayload(null, false, false, List.of(), errors)
                : new OrderPayload(
                        result.order(), result.replayed(), result.pending(), result.membershipChanges(), errors);
    }
}
