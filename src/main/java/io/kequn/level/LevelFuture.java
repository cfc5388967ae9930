package io.kequn.level;

import io.kequn.level.CustomerLevel.LevelAhead;
import io.kequn.level.CustomerLevel.LevelName;
import io.kequn.level.LevelMachine.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves one customer through time.
final class LevelFuture {
    private final Placed placed;
    private final ZoneId zone;
    private final LevelMachine machine;
    private final List<LevelEvent> events = new ArrayList<>();
    private Standing standing;
    private Qualified qualified;
    private @Nullable Instant next;

    LevelFuture(Placed placed, Standing standing, ZoneId zone) {
        this.placed = placed;
        this.zone = zone;
        this.machine = placed.live().machine(zone);
        this.standing = standing;
        this.qualified = placed.qualified();
        this.next = placed.stored().next();
    }

    /// `changes` tell what the customer qualifies for from which instant on, in order. What is due at the very
    /// instant of a change is judged by what holds from then on, as the service's clock does.
    CustomerLevel at(Instant now, List<Qualified> changes, Instant at) {
        for (var change : changes) {
            pass(now, change.since(), false);
            qualified = change;
            take(machine.advance(standing, next, qualified, change.since()));
        }
        pass(now, at, true);
        return placed.shown(standing, next, qualified, zone)
                .with(events.stream().map(this::shown).toList());
    }

    /// What is due before an instant, or at it; what should have been done before now is done now.
    private void pass(Instant now, Instant until, boolean included) {
        while (next != null && (next.isBefore(until) || (included && next.equals(until)))) {
            take(machine.advance(standing, next, qualified, next.isBefore(now) ? now : next));
        }
    }

    private void take(Outcome outcome) {
        standing = outcome.standing();
        next = outcome.next();
        events.addAll(outcome.events());
    }

    private LevelAhead shown(LevelEvent event) {
        return new LevelAhead(
                event.kind().text(),
                LevelName.of(placed.terms(), event.from()),
                LevelName.of(placed.terms(), event.to()),
                event.at(),
                event.end());
    }
}
