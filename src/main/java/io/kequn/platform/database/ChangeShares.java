package io.kequn.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/// What each item of a batch has changed: all are evaluated together, and a customer's changes are told at the
/// last item that touched the customer.
public final class ChangeShares<T> {
    private final Map<T, List<MembershipChange>> shares = new HashMap<>();

    /// `touched` tells the customers of an item; items are told apart by `equals`.
    public ChangeShares(List<T> items, Function<T, Collection<UUID>> touched, List<MembershipChange> changes) {
        var ofCustomer = new HashMap<UUID, List<MembershipChange>>();
        changes.forEach(change -> ofCustomer
                .computeIfAbsent(change.customerId(), id -> new ArrayList<>())
                .add(change));
        for (var item : items.reversed()) {
            var own = new ArrayList<MembershipChange>();
            for (var customer : touched.apply(item)) {
                own.addAll(Objects.requireNonNullElse(ofCustomer.remove(customer), List.of()));
            }
            shares.put(item, List.copyOf(own));
        }
    }

    public List<MembershipChange> of(T item) {
        return Objects.requireNonNullElse(shares.get(item), List.of());
    }
}
