package io.kequn.points;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an entry says of its reasons.
///
/// @param reference the order or event, as its source knows it
/// @param reverses the entry that this one takes back, all or in part
record Why(
        @Nullable AppliedRule rule,
        @Nullable PointsTrigger trigger,
        @Nullable String reference,
        @Nullable UUID reverses,
        @Nullable UUID hold,
        @Nullable UUID otherCustomer,
        @Nullable String reason,
        @Nullable String note) {
    /// Time alone.
    static final Why TIME = new Why(null, null, null, null, null, null, null, null);

    static Why said(@Nullable String reason, @Nullable String note) {
        return new Why(null, null, null, null, null, null, reason, note);
    }

    static Why of(PointsTrigger trigger, @Nullable String reference) {
        return TIME.about(trigger, reference);
    }

    Why about(@Nullable PointsTrigger aTrigger, @Nullable String aReference) {
        return new Why(rule, aTrigger, aReference, reverses, hold, otherCustomer, reason, note);
    }

    Why by(@Nullable AppliedRule aRule) {
        return new Why(aRule, trigger, reference, reverses, hold, otherCustomer, reason, note);
    }

    Why reversing(UUID entry) {
        return new Why(rule, trigger, reference, entry, hold, otherCustomer, reason, note);
    }

    Why holding(UUID aHold) {
        return new Why(rule, trigger, reference, reverses, aHold, otherCustomer, reason, note);
    }

    Why with(UUID customer) {
        return new Why(rule, trigger, reference, reverses, hold, customer, reason, note);
    }
}
