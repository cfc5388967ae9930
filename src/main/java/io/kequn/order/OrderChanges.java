package io.kequn.order;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What has to be written of one order; `any` tells whether there is anything.
final class OrderChanges {
    boolean any;
    final List<OrderEntry> addedEntries = new ArrayList<>();
    final List<OrderEntry> removedEntries = new ArrayList<>();
    final List<OrderState.Refunded> addedRefunds = new ArrayList<>();

    /// Those whose totals the order no longer belongs to.
    final List<UUID> formerCustomers = new ArrayList<>();

    OrderChanges copy() {
        var copy = new OrderChanges();
        copy.any = any;
        copy.addedEntries.addAll(addedEntries);
        copy.removedEntries.addAll(removedEntries);
        copy.addedRefunds.addAll(addedRefunds);
        copy.formerCustomers.addAll(formerCustomers);
        return copy;
    }
}
