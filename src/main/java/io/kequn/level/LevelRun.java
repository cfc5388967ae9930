package io.kequn.level;

import io.kequn.level.LevelEvent.Kind;
import io.kequn.level.LevelMachine.Outcome;
import io.kequn.level.Standing.Lock;
import io.kequn.level.Standing.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One customer on the way to an instant: the standing so far, and what has happened.
final class LevelRun {
    private final LevelMachine machine;
    private final LevelPolicy policy;
    private final int qualified;
    private final Instant qualifiedSince;
    private final List<LevelEvent> events = new ArrayList<>();
    private Standing standing;
    private Instant at;

    LevelRun(LevelMachine machine, Standing standing, Qualified qualified, Instant at) {
        this.machine = machine;
        this.policy = machine.policy();
        this.standing = standing;
        this.qualified = qualified.level();
        this.qualifiedSince = qualified.since();
        this.at = at;
    }

    Standing standing() {
        return standing;
    }

    Outcome outcome() {
        return new Outcome(standing, events, machine.next(standing, at));
    }

    void tell(Kind kind, int from, @Nullable Instant end) {
        events.add(new LevelEvent(kind, from, standing.level(), at, end));
    }

    /// What is due at an instant, of which there may be several things.
    void boundary(Instant due) {
        at = due;
        @Nullable Waiting waiting = standing.waiting();
        if (waiting != null && waiting.at().equals(at)) {
            upgrade(waiting);
        }
        if (at.equals(standing.end())) {
            end();
            roll();
        }
        warn();
    }

    private void upgrade(Waiting waiting) {
        standing = standing.withWaiting(null);
        int level = Math.min(waiting.level(), qualified);
        if (level > standing.level()) {
            move(Kind.QUALIFIED, level);
        }
    }

    private void end() {
        if (standing.lock() != null) {
            release();
        } else if (standing.graceEnd() != null) {
            lose();
        } else {
            reassess();
        }
    }

    void release() {
        standing = standing.withPeriod(null);
        tell(Kind.RELEASED, standing.level(), null);
        reassess();
    }

    private void reassess() {
        if (keeps()) {
            renew();
        } else if (policy.downgrade().grace() != null) {
            beginGrace();
        } else {
            lose();
        }
    }

    private boolean keeps() {
        return qualified >= standing.level() || policy.downgrade().kind() == Downgrade.Kind.NONE;
    }

    private void renew() {
        standing = standing.withPeriod(machine.end(standing.level(), at));
        if (standing.level() > policy.floor()) {
            tell(Kind.RENEWED, standing.level(), standing.periodEnd());
        }
    }

    private void beginGrace() {
        var grace = policy.downgrade().grace();
        standing = standing.withGrace(
                grace == null ? at : at.atZone(machine.zone()).plus(grace).toInstant());
        tell(Kind.GRACE, standing.level(), standing.graceEnd());
    }

    private void lose() {
        move(Kind.LOST, policy.downgrade().target(standing.level(), qualified));
    }

    void move(Kind kind, int level) {
        int from = standing.level();
        standing = new Standing(level, at, machine.end(level, at), null, null, null, 0);
        tell(kind, from, null);
    }

    void assign(int level, @Nullable Instant until) {
        int from = standing.level();
        var since = level == from ? standing.since() : at;
        standing = new Standing(level, since, null, null, null, new Lock(until), 0);
        tell(Kind.ASSIGNED, from, until);
        warn();
    }

    /// What follows at an instant from what the customer qualifies for.
    void judge(Instant present) {
        at = present;
        if (standing.lock() != null) {
            warn();
            return;
        }
        if (qualified >= standing.level() && standing.graceEnd() != null) {
            renew();
        }
        if (qualified > standing.level()) {
            await();
        } else {
            standing = standing.withWaiting(null);
        }
        roll();
        warn();
    }

    /// In a rolling program a level is lost, or its grace begins, as soon as it is not qualified for.
    private void roll() {
        if (policy.retention().isRolling() && standing.graceEnd() == null && !keeps()) {
            reassess();
        }
    }

    private void await() {
        var upgrade = policy.upgrade();
        @Nullable Waiting waiting = standing.waiting();
        if (waiting == null) {
            var due = upgrade.due(qualifiedSince, machine.zone());
            if (due.isAfter(at)) {
                standing = standing.withWaiting(new Waiting(qualified, due));
            } else {
                move(Kind.QUALIFIED, qualified);
            }
        } else {
            boolean whole = upgrade.kind() == Upgrade.Kind.AFTER;
            int level = whole ? Math.min(waiting.level(), qualified) : qualified;
            standing = standing.withWaiting(new Waiting(level, waiting.at()));
        }
    }

    /// One warning, of the shortest time ahead that has begun.
    private void warn() {
        @Nullable Instant end = standing.end();
        if (end == null || keeps()) {
            return;
        }
        int begun = (int) machine.warnings(end).stream()
                .filter(warning -> !warning.isAfter(at))
                .count();
        if (begun > standing.warned()) {
            standing = standing.withWarned(begun);
            tell(Kind.WARNED, standing.level(), end);
        }
    }
}
