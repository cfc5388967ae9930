package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Money;
import io.kequn.platform.value.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What earns points.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PointsRule(
        String key,
        String name,
        PointsTrigger trigger,
        @Nullable String event,
        @Nullable Integer nth,
        @Nullable Integer every,
        long points,
        @Nullable Money per,
        Rounding rounding,
        @Nullable Money minimumAmount,
        List<String> segments,
        @Nullable PointsCap cap,
        List<PointsMultiplier> multipliers,
        Instant activeFrom,
        @Nullable Instant activeUntil,
        boolean enabled,
        boolean archived,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned, Node {
    public PointsRule {
        segments = List.copyOf(segments);
        multipliers = List.copyOf(multipliers);
    }

    /// What stands beside the spec.
    record State(String key, boolean archived, int version, Instant createdAt, Instant updatedAt) {}

    /// The specification that makes it.
    public PointsRuleSpec spec() {
        return new PointsRuleSpec(
                name,
                trigger,
                event,
                nth,
                every,
                points,
                per,
                rounding,
                minimumAmount,
                segments,
                cap,
                multipliers,
                activeFrom,
                activeUntil,
                enabled);
    }

    /// `spec` has been checked, so that what must be there is.
    static PointsRule of(PointsRuleSpec spec, State state) {
        return new PointsRule(
                state.key(),
                Objects.requireNonNull(spec.name()),
                Objects.requireNonNull(spec.trigger()),
                spec.event(),
                spec.nth(),
                spec.every(),
                Objects.requireNonNull(spec.points()),
                spec.per(),
                Objects.requireNonNullElse(spec.rounding(), Rounding.DOWN),
                spec.minimumAmount(),
                Objects.requireNonNullElse(spec.segments(), List.of()),
                spec.cap(),
                Objects.requireNonNullElse(spec.multipliers(), List.of()),
                Objects.requireNonNull(spec.activeFrom()),
                spec.activeUntil(),
                !Boolean.FALSE.equals(spec.enabled()),
                state.archived(),
                state.version(),
                state.createdAt(),
                state.updatedAt());
    }

    @Override
    public String etag() {
        return String.valueOf(version);
    }

    @Override
    public String nodeKey() {
        return key;
    }
}
