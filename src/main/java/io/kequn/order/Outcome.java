package io.kequn.order;

import io.kequn.platform.problem.Refusal;

/// What became of one item of a batch: a refused item leaves the others alone.
public sealed interface Outcome<T> {
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
