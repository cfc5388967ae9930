package io.kequn.platform.database;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.platform.database.FairShares.Place;
import io.kequn.platform.database.FairShares.Use;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Those of one owner of [FairShares]: how many have a place, and who waits for one. What it costs to ask does not
/// depend on how many wait. Not for several threads at once.
final class OwnersLine {
    private final int owner;
    private final Map<Use, ArrayDeque<Ticket>> waiting = new EnumMap<>(Use.class);
    private final Map<Use, Integer> active = new EnumMap<>(Use.class);
    private boolean inTurn;
    private long came;

    OwnersLine(int owner) {
        this.owner = owner;
        for (var use : Use.values()) {
            waiting.put(use, new ArrayDeque<>());
        }
    }

    /// Who wants a place; `begin` runs once it is there.
    record Ticket(Place place, long number, Runnable begin) {}

    /// Uses for which there is room.
    record Room(boolean request, boolean background) {
        boolean of(Use use) {
            return switch (use) {
                case REQUEST -> request;
                case BACKGROUND -> background;
            };
        }
    }

    int owner() {
        return owner;
    }

    int active() {
        return active.values().stream().mapToInt(Integer::intValue).sum();
    }

    int active(Use use) {
        return active.getOrDefault(use, 0);
    }

    int waiting() {
        return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    boolean waits(Use use) {
        return !queue(use).isEmpty();
    }

    private ArrayDeque<Ticket> queue(Use use) {
        return Objects.requireNonNull(waiting.get(use));
    }

    /// The first who waits of those for whom there is room.
    Optional<Ticket> first(Room room) {
        return Stream.of(Use.values())
                .filter(room::of)
                .flatMap(use -> Stream.ofNullable(queue(use).peek()))
                .min((one, other) -> Long.compare(one.number, other.number));
    }

    Ticket come(Place place, Runnable begin) {
        var ticket = new Ticket(place, came++, begin);
        queue(place.use()).add(ticket);
        return ticket;
    }

    /// Whether it still waited.
    @CanIgnoreReturnValue
    boolean leave(Ticket ticket) {
        return queue(ticket.place.use()).remove(ticket);
    }

    void begin(Use use) {
        active.merge(use, 1, Integer::sum);
    }

    void end(Use use) {
        active.merge(use, -1, Integer::sum);
    }

    boolean isInTurn() {
        return inTurn;
    }

    void inTurn(boolean now) {
        inTurn = now;
    }
}
