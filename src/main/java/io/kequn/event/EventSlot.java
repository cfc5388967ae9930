package io.kequn.event;

import static io.kequn.platform.problem.ErrorCode.EVENT_ID_REUSE;

import io.kequn.platform.database.ChangeShares;
import io.kequn.platform.problem.Outcome;
import io.kequn.platform.problem.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One event of a command on its way through the transaction, with what becomes of it.
final class EventSlot {
    private final @Nullable SentEvent sent;
    private @Nullable Refusal refusal;
    private @Nullable Event known;
    private @Nullable Event written;
    /// The same event, sent before it in the same batch.
    private @Nullable EventSlot before;

    private EventSlot(@Nullable SentEvent sent, @Nullable Refusal refusal) {
        this.sent = sent;
        this.refusal = refusal;
    }

    static EventSlot of(Outcome<SentEvent> checked) {
        return switch (checked) {
            case Outcome.Done<SentEvent>(var event) -> new EventSlot(event, null);
            case Outcome.Refused<SentEvent>(var refused) -> new EventSlot(null, refused);
        };
    }

    /// What was sent, if nothing is decided about it so far.
    @Nullable
    SentEvent open() {
        return refusal == null && known == null && before == null ? sent : null;
    }

    /// Takes the next step of what is open; a refusal in it is the slot's own.
    void next(Consumer<SentEvent> step) {
        var event = open();
        if (event == null) {
            return;
        }
        try {
            step.accept(event);
        } catch (Refusal refused) {
            refusal = refused;
        }
    }

    /// It is stored already.
    void isKnown(EventStore.Stored stored) {
        requireSame(stored.fingerprint().equals(Objects.requireNonNull(sent).fingerprint()));
        known = stored.event();
    }

    void repeats(EventSlot other) {
        var first = Objects.requireNonNull(other.sent);
        requireSame(first.fingerprint().equals(Objects.requireNonNull(sent).fingerprint()));
        before = other;
    }

    void isWritten(Event event) {
        written = event;
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw EVENT_ID_REUSE.at(
                    "/externalId",
                    "Another event was sent under this id; events never change, so send it under a new one.",
                    "该编号已用于其他事件；事件不可更改，请使用新的编号。");
        }
    }

    void requireAccepted() {
        if (refusal != null) {
            throw refusal;
        }
    }

    /// The customer whom it has changed.
    List<UUID> touched() {
        return written == null ? List.of() : List.of(written.customerId());
    }

    Outcome<EventResult> outcome(ChangeShares<EventSlot> changes) {
        if (before != null) {
            return switch (before.outcome(changes)) {
                case Outcome.Done<EventResult>(var result) ->
                    new Outcome.Done<>(new EventResult(result.event(), true, List.of()));
                case Outcome.Refused<EventResult> refused -> refused;
            };
        }
        if (refusal != null) {
            return new Outcome.Refused<>(refusal);
        }
        return known == null
                ? new Outcome.Done<>(new EventResult(Objects.requireNonNull(written), false, changes.of(this)))
                : new Outcome.Done<>(new EventResult(known, true, List.of()));
    }
}
