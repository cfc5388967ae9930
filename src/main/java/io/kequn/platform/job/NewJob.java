package io.kequn.platform.job;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A job to be made: `kind` is that of a `JobHandler`, `parameters` never change, `state` is where the first step
/// begins, and `total` the number of things to do, where it is known.
public record NewJob(
        String kind,
        JsonObject parameters,
        JsonObject state,
        @Nullable Long total) {
    public static NewJob of(String kind, JsonObject parameters) {
        return new NewJob(kind, parameters, new JsonObject(), null);
    }

    public NewJob withTotal(long newTotal) {
        return new NewJob(kind, parameters, state, newTotal);
    }

    public NewJob withState(JsonObject newState) {
        return new NewJob(kind, parameters, newState, total);
    }
}
