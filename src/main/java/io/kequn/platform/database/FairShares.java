package io.kequn.platform.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// So many places, of which nobody has more than a share, so that others always find one. Who waits comes by turns:
/// one of each who waits, however many one of them brings.
///
/// May be used from any thread; what is begun is begun by the thread that makes the place free.
final class FairShares {
    private final int share;
    private final int longest;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final ArrayDeque<Line> turns = new ArrayDeque<>();
    private int free;

    /// @param share how many one may have at a time
    /// @param longest how many of one may wait
    FairShares(int places, int share, int longest) {
        this.free = places;
        this.share = share;
        this.longest = longest;
    }

    /// Those of one owner: how many have a place, and who waits for one.
    private static final class Line {
        private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
        private int active;
        private boolean inTurn;
    }

    /// Who wants a place; `begin` runs once it is there.
    static final class Ticket {
        private final int owner;
        private final Runnable begin;

        private Ticket(int owner, Runnable begin) {
            this.owner = owner;
            this.begin = begin;
        }
    }

    /// Takes a place at once, if there is one and nobody of the owner waits before.
    synchronized boolean take(int owner) {
        var line = lines.get(owner);
        if (free == 0 || (line != null && (line.active == share || !line.waiting.isEmpty()))) {
            return false;
        }
        free--;
        lines.computeIfAbsent(owner, first -> new Line()).active++;
        return true;
    }

    /// Gets in line; empty where it is too long.
    Optional<Ticket> await(int owner, Runnable begin) {
        var ticket = new Ticket(owner, begin);
        List<Ticket> begun;
        synchronized (this) {
            var line = lines.computeIfAbsent(owner, first -> new Line());
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
        var line = lines.get(ticket.owner);
        if (line == null || !line.waiting.remove(ticket)) {
            return false;
        }
        forget(ticket.owner, line);
        return true;
    }

    /// Gives a place back.
    void leave(int owner) {
        List<Ticket> begun;
        synchronized (this) {
            var line = lines.get(owner);
            if (line == null || line.active == 0) {
                throw new IllegalStateException("No place of " + owner + " was taken");
            }
            line.active--;
            free++;
            turn(line);
            forget(owner, line);
            begun = next();
        }
        begun.forEach(ticket -> ticket.begin.run());
    }

    private void turn(Line line) {
        if (!line.inTurn && !line.waiting.isEmpty() && line.active < share) {
            line.inTurn = true;
            turns.add(line);
        }
    }

    private List<Ticket> next() {
        var begun = new ArrayList<Ticket>();
        while (free > 0 && !turns.isEmpty()) {
            var line = turns.remove();
            line.inTurn = false;
            var ticket = line.active < share ? line.waiting.poll() : null;
            if (ticket != null) {
                free--;
                line.active++;
                begun.add(ticket);
                turn(line);
            }
        }
        return begun;
    }

    private void forget(int owner, Line line) {
        if (line.active == 0 && line.waiting.isEmpty()) {
            lines.remove(owner);
        }
    }

    /// Owners who have a place or wait for one.
    synchronized int owners() {
        return lines.size();
    }
}
