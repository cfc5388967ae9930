package io.kequn.level;

import io.kequn.customer.CustomerSummary;
import io.kequn.level.LevelMachine.Outcome;
import io.kequn.level.LevelProgramPreview.PreviewedLevel;
import io.kequn.level.LevelProgramPreview.PreviewedLevelMove;
import io.kequn.publication.RuleCheck;
import io.kequn.publication.RuleChecks;
import io.kequn.rule.Rule;
import io.kequn.rule.Vocabulary;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All customers of a shop by groups, and what the terms that are tried make of each.
record PreviewedStandings(LevelTerms terms, List<After> groups) {
    private static final int SAMPLES = 100;

    PreviewedStandings {
        groups = List.copyOf(groups);
    }

    /// A group, and where its customers would stand.
    record After(StandingGroup group, Outcome outcome) {
        int level() {
            return outcome.standing().level();
        }
    }

    static PreviewedStandings of(LevelTerms terms, List<Row> rows, LevelMachine machine, Instant now) {
        Map<String, Integer> ranks = new HashMap<>();
        terms.levels().forEach(level -> ranks.put(level.key(), level.rank()));
        if (terms.floor() == 0) {
            ranks.put("", 0);
        }
        int levels = terms.levels().size();
        return new PreviewedStandings(
                terms,
                rows.stream()
                        .map(row -> StandingGroup.of(row, levels, ranks::get, now))
                        .map(group -> new After(group, group.published(machine, now)))
                        .toList());
    }

    /// The rules are those of the levels from the highest to the lowest that has one.
    List<PreviewedLevel> levels(Vocabulary vocabulary, List<Rule> rules, Locale locale) {
        return terms.levels().stream()
                .map(level -> {
                    int place = terms.levels().size() - level.rank();
                    @Nullable
                    RuleCheck check =
                            place < rules.size() ? RuleChecks.described(vocabulary, rules.get(place), locale) : null;
                    return level(level, check);
                })
                .toList();
    }

    private PreviewedLevel level(Level level, @Nullable RuleCheck check) {
        int rank = level.rank();
        return new PreviewedLevel(
                level.key(),
                level.name(),
                rank,
                check,
                sum(after -> after.group.qualified().level() == rank),
                sum(after -> after.level() == rank),
                sum(after -> level.key().equals(after.group.held())),
                sum(after -> after.level() == rank && after.outcome.standing().lock() != null),
                sum(after -> after.level() == rank && isRetained(after)),
                sum(after -> after.level() == rank && after.outcome.standing().graceEnd() != null),
                sum(after -> waitsFor(after, rank)));
    }

    private static boolean isRetained(After after) {
        var standing = after.outcome.standing();
        return standing.lock() == null
                && standing.graceEnd() == null
                && after.group.qualified().level() < standing.level();
    }

    private static boolean waitsFor(After after, int rank) {
        Standing.@Nullable Waiting waiting = after.outcome.standing().waiting();
        return waiting != null && waiting.level() == rank;
    }

    private long sum(Predicate<After> which) {
        return groups.stream()
                .filter(which)
                .mapToLong(after -> after.group.count())
                .sum();
    }

    /// Null keys stand for no level.
    private record FromTo(@Nullable String from, @Nullable String to) {}

    private record Move(FromTo way, long count, List<UUID> some) {}

    private List<Move> moved() {
        var byWay = new LinkedHashMap<FromTo, List<StandingGroup>>();
        for (var after : groups) {
            int level = after.level();
            var way = new FromTo(
                    after.group.held(), level == 0 ? null : terms.ofRank(level).key());
            if (!Objects.equals(way.from, way.to)) {
                byWay.computeIfAbsent(way, key -> new ArrayList<>()).add(after.group);
            }
        }
        return byWay.entrySet().stream()
                .map(entry -> move(entry.getKey(), entry.getValue(), byWay.size()))
                .sorted(Comparator.comparingLong(Move::count).reversed())
                .toList();
    }

    /// The samples are shared out among the moves.
    private static Move move(FromTo way, List<StandingGroup> groups, int moves) {
        int share = Math.clamp(SAMPLES / moves, 1, SAMPLES / 2);
        return new Move(
                way,
                groups.stream().mapToLong(StandingGroup::count).sum(),
                groups.stream()
                        .flatMap(group -> group.some().stream())
                        .sorted()
                        .limit(share)
                        .toList());
    }

    /// Whom the preview shows.
    List<UUID> samples() {
        return moved().stream()
                .flatMap(move -> move.some.stream())
                .limit(SAMPLES)
                .toList();
    }

    List<PreviewedLevelMove> moves(Map<UUID, CustomerSummary> customers) {
        return moved().stream()
                .map(move -> new PreviewedLevelMove(
                        move.way.from,
                        move.way.to,
                        move.count,
                        move.some.stream()
                                .flatMap(id -> Stream.ofNullable(customers.get(id)))
                                .toList()))
                .toList();
    }
}
