package io.kequn.webhook;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The attempts of one webhook that are under way at a time. Used on the dispatcher's context only.
final class Underway {
    private final Deliverer deliverer;
    private final Lanes lanes;
    private final Ledger ledger;
    private final Held lease;
    private final Executor home;
    private final Consumer<Boolean> ended;
    private int active;

    /// `ended` is told of each attempt whether it was made.
    Underway(Deliverer deliverer, Lanes lanes, Ledger ledger, Held lease, Executor home, Consumer<Boolean> ended) {
        this.deliverer = deliverer;
        this.lanes = lanes;
        this.ledger = ledger;
        this.lease = lease;
        this.home = home;
        this.ended = ended;
    }

    boolean isEmpty() {
        return active == 0;
    }

    /// Begins as many as the webhook's pace allows.
    void begin() {
        var endpoint = ledger.endpoint();
        while (endpoint != null && active < ledger.parallel() && lease.lasts()) {
            var next = lanes.next();
            if (next == null) {
                return;
            }
            active++;
            deliverer
                    .deliver(endpoint, next, lease::lasts, home)
                    .emitOn(home)
                    .subscribe()
                    .with(outcome -> end(next, outcome), failure -> end(next, Optional.empty()));
        }
    }

    /// Without an outcome it was not sent, and is read again.
    private void end(Outgoing delivery, Optional<Outcome> outcome) {
        active--;
        if (outcome.isPresent()) {
            lanes.done(delivery, !ledger.note(delivery, outcome.get()).holds());
        } else {
            lanes.done(delivery, false);
            lanes.settled(List.of(delivery.id()));
        }
        ended.accept(outcome.isPresent());
    }
}
