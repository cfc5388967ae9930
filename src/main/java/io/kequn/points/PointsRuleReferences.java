package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.points.PointsInputs.shown;

import io.kequn.level.LevelReader;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.publication.GroupUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The segments and levels that points rules name: there must be such, and while a rule is not archived none of
/// them goes away.
@Singleton
class PointsRuleReferences implements GroupUse {
    private static final String SEGMENTS =
            "select key from segment where shop_id = $1 and archived_at is null order by key";
    private static final String RULES =
            "select key, spec from points_rule where shop_id = $1 and not archived order by key";

    private final PointsRuleRows rows;

    PointsRuleReferences(PointsRuleRows rows) {
        this.rows = rows;
    }

    /// Refuses with `reference_unknown` what the shop does not have.
    Uni<?> require(Shop shop, PointsRuleSpec spec) {
        return DefinitionTransaction.list(row -> row.text("key"), SEGMENTS, shop.id())
                .invoke(known -> unknown(segments(spec), known)
                        .ifPresent(key -> refuseSegment(own(spec).contains(key) ? "/segments" : "/multipliers", key)))
                .chain(() -> LevelReader.names(shop))
                .invoke(known -> unknown(levels(spec), known).ifPresent(PointsRuleReferences::refuseLevel));
    }

    @Override
    public Uni<List<Named>> all(Shop shop) {
        return DefinitionTransaction.list(this::named, RULES, shop.id());
    }

    private Named named(Columns row) {
        var key = row.text("key");
        var spec = rows.spec(row.text("spec"));
        var user = new DefinitionUser("points rule `" + key + "`", "/v1/points-rules/" + key);
        return new Named(user, segments(spec), levels(spec));
    }

    private static Set<String> segments(PointsRuleSpec spec) {
        return Stream.concat(own(spec).stream(), multipliers(spec, PointsMultiplier::segment))
                .collect(Collectors.toSet());
    }

    private static List<String> own(PointsRuleSpec spec) {
        return Objects.requireNonNullElse(spec.segments(), List.of());
    }

    private static Set<String> levels(PointsRuleSpec spec) {
        return multipliers(spec, PointsMultiplier::level).collect(Collectors.toSet());
    }

    private static Stream<String> multipliers(PointsRuleSpec spec, Function<PointsMultiplier, @Nullable String> group) {
        return Objects.requireNonNullElse(spec.multipliers(), List.<PointsMultiplier>of()).stream()
                .flatMap(multiplier -> Optional.ofNullable(group.apply(multiplier)).stream());
    }

    private static Optional<String> unknown(Set<String> named, Collection<String> known) {
        return named.stream().filter(key -> !known.contains(key)).sorted().findFirst();
    }

    private static void refuseSegment(String pointer, String key) {
        throw REFERENCE_UNKNOWN.at(
                pointer, "The shop has no segment `" + shown(key) + "`.", "店铺没有客群 `" + shown(key) + "`。");
    }

    private static void refuseLevel(String name) {
        throw REFERENCE_UNKNOWN.at(
                "/multipliers",
                "No live level program has the level `" + shown(name) + "`; write it as `club/gold`.",
                "没有已发布的等级 `" + shown(name) + "`；请写作 `club/gold`。");
    }
}
