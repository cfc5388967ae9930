package io.kequn.platform.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// So many places, of which nobody has more than a share, so that others always find one. Who waits comes by turns:
/// one of each who waits, however many one of them brings. What no request waits for leaves one place of its owner's
/// share, if that is several, so that it never keeps the owner's own requests waiting.
///
/// May be used from any thread; what is begun is begun by the thread that makes the place free.
final class FairShares {
    private final int share;
    private final IntUnaryOperator requests;
    private final int longest;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final ArrayDeque<Line> turns = new ArrayDeque<>();
    private int free;

    /// @param share how many one may have at a time
    /// @param requests how many of them requests of an owner may have, as of now; at least one
    /// @param longest how many of one may wait
    FairShares(int places, int share, IntUnaryOperator requests, int longest) {
        this.free = places;
        this.share = share;
        this.requests = requests;
        this.longest = longest;
    }

    /// What a place is for.
    enum Use {
        REQUEST,
        BACKGROUND
    }

    /// Whose a place is.
    record Place(int owner, Use use) {}

    /// Who wants a place; `begin` runs once it is there.
    static final class Ticket {
        private final Place place;
        private final Runnable begin;

        private Ticket(Place place, Runnable begin) {
            this.place = place;
            this.begin = begin;
        }
    }

    /// Those of one owner: how many have a place, and who waits for one.
    private final class Line {
        private final int owner;
        private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
        private final Map<Use, Integer> active = new EnumMap<>(Use.class);
        private boolean inTurn;

        Line(int owner) {
            this.owner = owner;
        }

        int active() {
            return active.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean hasRoom(Use use) {
            int most = use == Use.REQUEST ? requests.applyAsInt(owner) : Math.max(1, share - 1);
            return active() < share && active.getOrDefault(use, 0) < most;
        }

        /// The first who waits and for whom there is room.
        Optional<Ticket> first() {
            boolean request = hasRoom(Use.REQUEST);
            boolean background = hasRoom(Use.BACKGROUND);
            if (!request && !background) {
                return Optional.empty(); // as usual in a flood, with many who wait
            }
            return waiting.stream()
                    .filter(ticket -> ticket.place.use == Use.REQUEST ? request : background)
                    .findFirst();
        }

        void begin(Use use) {
            free--;
            active.merge(use, 1, Integer::sum);
        }

        void end(Use use) {
            active.merge(use, -1, Integer::sum);
            free++;
        }
    }

    /// Takes a place at once, if there is one and nobody of the owner waits who would come before.
    synchronized boolean take(Place place) {
        var line = lines.computeIfAbsent(place.owner, Line::new);
        if (free == 0 || !line.hasRoom(place.use) || line.first().isPresent()) {
            forget(line);
            return false;
        }
        line.begin(place.use);
        return true;
    }

    /// Gets in line; empty where it is too long.
    Optional<Ticket> await(Place place, Runnable begin) {
        var ticket = new Ticket(place, begin);
        List<Ticket> begun;
        synchronized (this) {
            var line = lines.computeIfAbsent(place.owner, Line::new);
            if (line.waiting.size() >= longest) {
                return Optional.empty();
            }
            line.waiting.add(ticket);
            turn(line);
            begun = next();
        }
        begun.forEach(one -> one.begin.run());
        return Optional.of(ticket);
    }

    /// Leaves the line; false where the place was given already.
    synchronized boolean withdraw(Ticket ticket) {
        var line = lines.get(ticket.place.owner);
        if (line == null || !line.waiting.remove(ticket)) {
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
            if (line == null || line.active.getOrDefault(place.use, 0) == 0) {
                throw new IllegalStateException("No place of " + place + " was taken");
            }
            line.end(place.use);
            turn(line);
            forget(line);
            begun = next();
        }
        begun.forEach(ticket -> ticket.begin.run());
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
        begun.forEach(ticket -> ticket.begin.run());
    }

    private void turn(Line line) {
        if (!line.inTurn && line.first().isPresent()) {
            line.inTurn = true;
            turns.add(line);
        }
    }

    private List<Ticket> next() {
        var begun = new ArrayList<Ticket>();
        while (free > 0 && !turns.isEmpty()) {
            var line = turns.remove();
            line.inTurn = false;
            line.first().ifPresent(ticket -> {
                line.waiting.remove(ticket);
                line.begin(ticket.place.use);
                begun.add(ticket);
                turn(line);
            });
        }
        return begun;
    }

    private void forget(Line line) {
        if (line.active() == 0 && line.waiting.isEmpty()) {
            lines.remove(line.owner);
        }
    }

    /// Owners who have a place or wait for one.
    synchronized int owners() {
        return lines.size();
    }
}
