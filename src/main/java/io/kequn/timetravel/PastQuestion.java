package io.kequn.timetravel;

import io.kequn.platform.problem.Inputs;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Of whom the past is asked: those in a segment, with a tag, or in a layer of a layer set.
///
/// @param layer given just for layers
/// @param asOf null for the present
record PastQuestion(
        PastKind kind,
        String key,
        @Nullable String layer,
        @Nullable Instant asOf) {
    /// Exactly one of the three has to be given, and a layer with its set.
    static PastQuestion of(
            @Nullable String segment,
            @Nullable String tag,
            @Nullable String layerSet,
            @Nullable String layer,
            @Nullable Instant asOf) {
        var inputs = new Inputs();
        inputs.require(
                Stream.of(segment, tag, layerSet).filter(Objects::nonNull).count() == 1,
                "segment",
                "Name one of `segment`, `tag` and `layerSet`.",
                "请指定 `segment`、`tag` 或 `layerSet` 其中之一。");
        inputs.require(
                (layer == null) == (layerSet == null),
                "layer",
                "A layer set and its layer go together.",
                "`layerSet` 与 `layer` 须同时指定。");
        inputs.check();
        if (segment != null) {
            return new PastQuestion(PastKind.SEGMENT, segment, null, asOf);
        }
        return tag != null
                ? new PastQuestion(PastKind.TAG, tag, null, asOf)
                : new PastQuestion(PastKind.LAYER, String.valueOf(layerSet), layer, asOf);
    }

    /// What the statement binds after the shop.
    @Nullable
    Object[] values(Instant at, UUID after, int rows) {
        var present = at.atOffset(ZoneOffset.UTC);
        return layer == null
                ? new Object[] {key, present, after, rows}
                : new Object[] {key, present, after, rows, layer};
    }
}
