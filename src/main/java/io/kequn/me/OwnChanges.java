package io.kequn.me;

import io.kequn.explanation.SegmentExplanation.VerdictChange;
import java.util.Set;

/// Which changes of a customer it may be told of: those of what it sees of itself. What the shop sets apart (tags,
/// segments, layers, exceptions, own attributes, events) is named by no answer to a customer.
final class OwnChanges {
    /// Attributes of rules that are in [Me], or reckoned from its orders and points.
    private static final Set<String> ATTRIBUTES = Set.of(
            "registered_at",
            "country",
            "region",
            "city",
            "district",
            "language",
            "gender",
            "birth_date",
            "age",
            "email_consent",
            "sms_consent",
            "push_consent",
            "number_of_orders",
            "amount_spent",
            "refunded_amount",
            "average_order_value",
            "days_between_orders",
            "first_order_date",
            "last_order_date",
            "points_balance",
            "points_expiring");

    private static final Set<String> FUNCTIONS = Set.of("orders_placed", "products_purchased");

    private OwnChanges() {}

    static boolean isOwn(VerdictChange change) {
        return switch (change.kind()) {
            case ATTRIBUTE -> ATTRIBUTES.contains(change.name());
            case FUNCTION -> FUNCTIONS.contains(change.name());
            case TIME -> true;
            case SET, SEGMENT, LAYER, OVERRIDE -> false;
        };
    }
}
