package io.kequn.level;

import io.kequn.level.LevelEvent.Kind;
import io.kequn.level.Standing.Waiting;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Moves one customer by the policy of a program, from what the customer qualifies for and the passing of time.
/// Pure: no clock, no database. Ends of periods take effect at their own instants, in order, however late they
/// are looked at; what the customer qualifies for is always the present.
final class LevelMachine {
    private final LevelPolicy policy;
    private final ZoneId zone;

    LevelMachine(LevelPolicy policy, ZoneId zone) {
        this.policy = policy;
        this.zone = zone;
    }

    /// The new standing, what has happened, and when time alone will do something next; null: never.
    record Outcome(
            Standing standing,
            List<LevelEvent> events,
            @Nullable Instant next) {
        Outcome {
            events = List.copyOf(events);
        }
    }

    /// The first standing of a customer whom the program has not seen. Who is there when a program goes live
    /// gets at once what they qualify for; others begin at the bottom.
    Outcome enrol(Qualified qualified, boolean atOnce, Instant at) {
        int level = atOnce ? qualified.level() : policy.floor();
        var run = new LevelRun(this, new Standing(level, at, end(level, at), null, null, null, 0), qualified, at);
        run.tell(Kind.ENROLLED, 0, null);
        run.judge(at);
        return run.outcome();
    }

    /// Brings a standing up to an instant. `next` is when time was to do something next, as the last outcome said.
    Outcome advance(Standing standing, @Nullable Instant next, Qualified qualified, Instant at) {
        var run = new LevelRun(this, standing, qualified, at);
        @Nullable Instant due = next;
        while (due != null && !due.isAfter(at)) {
            run.boundary(due);
            due = next(run.standing(), due);
        }
        run.judge(at);
        return run.outcome();
    }

    /// A level given by hand, whatever the customer qualifies for.
    Outcome assign(Standing standing, int level, @Nullable Instant until, Qualified qualified, Instant at) {
        var run = new LevelRun(this, standing, qualified, at);
        run.assign(level, until);
        return run.outcome();
    }

    /// Hands a level that was given by hand back to the rules.
    Outcome release(Standing standing, Qualified qualified, Instant at) {
        var run = new LevelRun(this, standing, qualified, at);
        run.release();
        run.judge(at);
        return run.outcome();
    }

    /// A standing from before the policy was another. An end that was promised stands; where levels had none
    /// and now have one, the period begins now.
    Standing adapted(Standing standing, Instant at) {
        if (standing.lock() != null || standing.graceEnd() != null) {
            return standing;
        }
        @Nullable Instant end = end(standing.level(), at);
        boolean same = (end == null) == (standing.periodEnd() == null);
        return same ? standing : standing.withEnd(end);
    }

    /// What publishing this policy makes of a standing from before it, when the build is done. `anew` tells
    /// whether the customer qualifies for another level than before.
    Outcome republished(Standing standing, @Nullable Instant next, Qualified qualified, boolean anew, Instant at) {
        var first = anew ? advance(standing, next, qualified, at) : new Outcome(standing, List.of(), next);
        return advance(adapted(first.standing(), at), first.next(), qualified, at);
    }

    /// How the level will be lost if what the customer qualifies for stays as it is; null if it will not.
    @Nullable
    LevelEvent fall(Standing standing, @Nullable Instant next, Qualified qualified) {
        var present = standing;
        @Nullable Instant due = next;
        while (due != null && (present.end() != null) && qualified.level() < present.level()) {
            var outcome = advance(present, due, qualified, due);
            for (var event : outcome.events()) {
                if (event.kind() == LevelEvent.Kind.LOST) {
                    return event;
                }
            }
            if (policy.downgrade().kind() == Downgrade.Kind.NONE) {
                return null;
            }
            present = outcome.standing();
            due = outcome.next();
        }
        return null;
    }

    LevelPolicy policy() {
        return policy;
    }

    ZoneId zone() {
        return zone;
    }

    /// When a level that begins at an instant has to be qualified for again; null: never, or always.
    @Nullable
    Instant end(int level, Instant begin) {
        return level <= policy.floor() ? null : policy.retention().end(begin, zone);
    }

    /// The first instant after another at which time alone does something.
    @Nullable
    Instant next(Standing standing, Instant after) {
        @Nullable Instant end = standing.end();
        var warnings = end == null ? Stream.<Instant>empty() : warnings(end).stream();
        @Nullable Waiting waiting = standing.waiting();
        return Stream.of(Stream.ofNullable(end), Stream.ofNullable(waiting).map(Waiting::at), warnings)
                .flatMap(instants -> instants)
                .filter(instant -> instant.isAfter(after))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /// When customers are to be warned of an end, the longest time ahead first.
    List<Instant> warnings(Instant end) {
        return policy.warnings().stream()
                .map(ahead -> end.atZone(zone).minus(ahead).toInstant())
                .toList();
    }
}
