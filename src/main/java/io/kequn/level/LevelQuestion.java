package io.kequn.level;

import io.kequn.platform.problem.Inputs;
import io.kequn.timetravel.AsOf;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is asked of a customer's levels: as they are, with progress or without, as they were, or as they will be.
record LevelQuestion(
        boolean progress, @Nullable Instant asOf, @Nullable Instant at) {
    /// For people.
    static final String AS_OF = "An instant in the past: the level that the customer had then.";

    /// For people.
    static final String AT =
            "An instant ahead, at most 731 days: the level that the customer will have then if nothing else comes. The"
                    + " rules are asked with the facts of now; segments, tags, points and levels of other programs that"
                    + " they read are taken to stay as they are now, whatever time alone will do to them.";

    private static final Map<String, Boolean> INCLUDES = Map.of("progress", true);

    /// Of query parameters.
    static LevelQuestion read(@Nullable String include, @Nullable String asOf, @Nullable String at) {
        var inputs = new Inputs();
        boolean progress = include != null && inputs.choice("include", include, INCLUDES);
        inputs.check();
        return of(progress, AsOf.read(asOf), AsOf.read("at", at));
    }

    static LevelQuestion of(boolean progress, @Nullable Instant asOf, @Nullable Instant at) {
        var inputs = new Inputs();
        boolean one = (progress ? 1 : 0) + (asOf == null ? 0 : 1) + (at == null ? 0 : 1) <= 1;
        inputs.require(
                one,
                asOf == null ? "at" : "asOf",
                "Ask for one of progress, the past and the future.",
                "进度、过去与将来一次只能查询一种。");
        inputs.check();
        return new LevelQuestion(progress, asOf, at);
    }
}
