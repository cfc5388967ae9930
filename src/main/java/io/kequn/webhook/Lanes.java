package io.kequn.webhook;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be sent to one webhook, in memory: a lane for each customer, in which one event goes after the other.
/// Customers take turns.
final class Lanes {
    private final Map<UUID, ArrayDeque<Outgoing>> lanes = new HashMap<>();
    private final ArrayDeque<UUID> turns = new ArrayDeque<>();
    private final Set<UUID> ids = new HashSet<>();

    /// In the order of its numbers within a lane.
    void add(Outgoing delivery) {
        if (!ids.add(delivery.id())) {
            return;
        }
        var lane = lanes.get(delivery.lane());
        if (lane == null) {
            lane = new ArrayDeque<>();
            lanes.put(delivery.lane(), lane);
            turns.add(delivery.lane());
        }
        lane.add(delivery);
    }

    /// The next to be sent, whose lane stands still until it is `done`; null if there is none at present.
    @Nullable
    Outgoing next() {
        var lane = turns.poll();
        return lane == null
                ? null
                : lanes.getOrDefault(lane, new ArrayDeque<>()).peek();
    }

    /// Lets the lane go on; if this one failed, what stands behind it is forgotten here.
    void done(Outgoing delivery, boolean ok) {
        var lane = lanes.getOrDefault(delivery.lane(), new ArrayDeque<>());
        lane.poll();
        if (ok && !lane.isEmpty()) {
            turns.add(delivery.lane());
            return;
        }
        lane.forEach(behind -> ids.remove(behind.id()));
        lanes.remove(delivery.lane());
    }

    /// What came of it is stored: it may be read again.
    void settled(Collection<UUID> stored) {
        ids.removeAll(Set.copyOf(stored));
    }

    /// Forgets what is not being sent.
    void clear() {
        turns.forEach(lane -> {
            var forgotten = lanes.remove(lane);
            if (forgotten != null) {
                forgotten.forEach(delivery -> ids.remove(delivery.id()));
            }
        });
        turns.clear();
    }

    /// Those that are here, or sent without its being stored yet.
    List<UUID> known() {
        return List.copyOf(ids);
    }

    int size() {
        return ids.size();
    }

    boolean idle() {
        return turns.isEmpty();
    }
}
