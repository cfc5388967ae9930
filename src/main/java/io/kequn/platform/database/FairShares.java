package io.kequn.platform.database;

import io.kequn.platform.database.OwnersLine.Room;
import io.kequn.platform.database.OwnersLine.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// So many places, of which nobody has more than a share, so that others always find one. Who waits comes by turns:
/// one of each who waits, however many one of them brings. What no request waits for leaves one place of its owner's
/// share, if that is several, so that it never keeps the owner's own requests waiting; and all of it together leaves
/// places to requests, whosever they are.
///
/// May be used from any thread; what is begun is begun by the thread that makes the place free.
final class FairShares {
    private final Limits limits;
    private final IntUnaryOperator requests;
    private final Map<Integer, OwnersLine> lines = new HashMap<>();
    private final ArrayDeque<OwnersLine> turns = new ArrayDeque<>();

    /// Whose background would be next, were there not as much of it as there may be.
    private final LinkedHashSet<OwnersLine> held = new LinkedHashSet<>();

    private int free;
    private int background;

    /// @param requests how many places requests of an owner may have, as of now; at least one
    FairShares(Limits limits, IntUnaryOperator requests) {
        this.limits = limits;
        this.requests = requests;
        this.free = limits.places;
    }

    /// @param share how many places one may have at a time
    /// @param background how many of them all background may have at a time
    /// @param waiting how many of one may wait
    record Limits(int places, int share, int background, int waiting) {}

    /// What a place is for.
    enum Use {
        REQUEST,
        BACKGROUND
    }

    /// Whose a place is.
    record Place(int owner, Use use) {}

    /// Takes a place at once, if there is one and nobody of the owner waits who would come before.
    synchronized boolean take(Place place) {
        var line = lines.computeIfAbsent(place.owner, OwnersLine::new);
        if (free == 0 || !room(line).of(place.use) || first(line).isPresent()) {
            forget(line);
            return false;
        }
        begin(line, place.use);
        turn(line);
        return true;
    }

    /// Gets in line; empty where it is too long.
    Optional<Ticket> await(Place place, Runnable begin) {
        Ticket ticket;
        List<Ticket> begun;
        synchronized (this) {
            var line = lines.computeIfAbsent(place.owner, OwnersLine::new);
            if (line.waiting() >= limits.waiting) {
                return Optional.empty();
            }
            ticket = line.come(place, begin);
            turn(line);
            begun = next();
        }
        begun.forEach(one -> one.begin().run());
        return Optional.of(ticket);
    }

    /// Leaves the line; false where the place was given already.
    synchronized boolean withdraw(Ticket ticket) {
        var line = lines.get(ticket.place().owner);
        if (line == null || !line.leave(ticket)) {
            return false;
        }
        forget(line);
        return true;
    }

    /// Gives a place back.
    void leave(Place place) {
        List<Ticket> begun;
        synchronized (this) {
            var line = lines.get(place.owner);
            if (line == null || line.active(place.use) == 0) {
                throw new IllegalStateException("No place of " + place + " was taken");
            }
            end(line, place.use);
            if (place.use == Use.BACKGROUND) {
                List.copyOf(held).forEach(this::turn);
            }
            turn(line);
            forget(line);
            begun = next();
        }
        begun.forEach(ticket -> ticket.begin().run());
    }

    /// Begins who waits and now has room, since the share of the owner's requests has grown.
    void look(int owner) {
        List<Ticket> begun;
        synchronized (this) {
            var line = lines.get(owner);
            if (line == null) {
                return;
            }
            turn(line);
            begun = next();
        }
        begun.forEach(ticket -> ticket.begin().run());
    }

    private Room room(OwnersLine line) {
        boolean any = line.active() < limits.share;
        return new Room(
                any && line.active(Use.REQUEST) < requests.applyAsInt(line.owner()),
                hasOwnRoom(line) && background < limits.background);
    }

    /// Whether its background may have another place, as far as its own share goes.
    private boolean hasOwnRoom(OwnersLine line) {
        return line.active() < limits.share && line.active(Use.BACKGROUND) < Math.max(1, limits.share - 1);
    }

    private Optional<Ticket> first(OwnersLine line) {
        return line.waiting() == 0 ? Optional.empty() : line.first(room(line));
    }

    private void begin(OwnersLine line, Use use) {
        free--;
        background += use == Use.BACKGROUND ? 1 : 0;
        line.begin(use);
    }

    private void end(OwnersLine line, Use use) {
        free++;
        background -= use == Use.BACKGROUND ? 1 : 0;
        line.end(use);
    }

    private void turn(OwnersLine line) {
        if (line.isInTurn()) {
            return;
        }
        if (first(line).isPresent()) {
            line.inTurn(true);
            turns.add(line);
        }
        if (line.waits(Use.BACKGROUND) && hasOwnRoom(line) && background >= limits.background) {
            held.add(line);
        } else {
            held.remove(line);
        }
    }

    private List<Ticket> next() {
        var begun = new ArrayList<Ticket>();
        while (free > 0 && !turns.isEmpty()) {
            var line = turns.remove();
            line.inTurn(false);
            first(line).ifPresent(ticket -> {
                line.leave(ticket);
                begin(line, ticket.place().use);
                begun.add(ticket);
            });
            turn(line);
        }
        return begun;
    }

    private void forget(OwnersLine line) {
        if (line.active() == 0 && line.waiting() == 0) {
            lines.remove(line.owner());
            held.remove(line);
        }
    }

    /// Owners who have a place or wait for one.
    synchronized int owners() {
        return lines.size();
    }
}
