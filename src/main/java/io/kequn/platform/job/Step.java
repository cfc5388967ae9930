package io.kequn.platform.job;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What one step of a job has done, saved in the transaction that did it. `state` is where the next step goes on; null
/// leaves it as it was. `done` and `failed` are added to the job's counts; `total` replaces the job's, where given.
public record Step(
        boolean finished,
        @Nullable JsonObject state,
        long done,
        long failed,
        @Nullable Long total) {

    /// The job goes on from this state.
    public static Step more(JsonObject state) {
        return new Step(false, state, 0, 0, null);
    }

    /// The job has succeeded.
    public static Step last() {
        return new Step(true, null, 0, 0, null);
    }

    /// The same step with the state saved too.
    public Step with(JsonObject newState) {
        return new Step(finished, newState, done, failed, total);
    }

    public Step did(long more) {
        return new Step(finished, state, done + more, failed, total);
    }

    public Step failed(long more) {
        return new Step(finished, state, done, failed + more, total);
    }

    /// Tells the number of things to do, once it is known.
    public Step of(long newTotal) {
        return new Step(finished, state, done, failed, newTotal);
    }
}
