package io.kequn.platform.problem;

import java.util.function.Supplier;

/// What became of one item of a batch: a refused item leaves the others alone.
public sealed interface Outcome<T> {
    /// What `read` makes of an item, or why it refuses it.
    static <T> Outcome<T> of(Supplier<T> read) {
        try {
            return new Done<>(read.get());
        } catch (Refusal refusal) {
            return new Refused<>(refusal);
        }
    }

    record Done<T>(T result) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /// The result; throws the refusal where there is one.
    default T orThrow() {
        return switch (this) {
            case Done<T>(var result) -> result;
            case Refused<T>(var refusal) -> throw refusal;
        };
    }
}
