package io.kequn.points;

import io.kequn.benefit.Benefits;
import io.kequn.level.LevelReader;
import io.kequn.level.LevelReader.HeldLevel;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.kequn.platform.database.Sql;
import io.kequn.points.EarningFacts.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what occasions of earning depend on, after the customers' locks and before anything is evaluated.
@Singleton
class EarningReads {
    private static final String MEMBERSHIPS = """
        select m.customer_id, s.key, s.benefits
        from segment s
        join segment_member m on m.shop_id = $1 and m.segment_id = s.id and m.customer_id = any($2)
        where s.shop_id = $1 and s.archived_at is null and (s.key = any($3) or s.benefits is not null)\
        """;
    private static final String USED = """
        select wanted.place, coalesce(sum(l.points), 0)::bigint used
        from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[]) with ordinality
          as wanted (customer_id, rule_key, since, until, place)
        left join points_lot l on l.shop_id = $1 and l.customer_id = wanted.customer_id
          and l.rule_key = wanted.rule_key and l.earned_at >= wanted.since and l.earned_at < wanted.until
        group by wanted.place\
        """;

    private final LevelReader levels;

    EarningReads(LevelReader levels) {
        this.levels = levels;
    }

    Uni<EarningFacts> of(FactSession session, PointsCalendar calendar, Collection<Occasion> occasions) {
        if (occasions.isEmpty()) {
            return Uni.createFrom().item(new EarningFacts(calendar, Map.of(), Map.of()));
        }
        var customers =
                occasions.stream().map(Occasion::customer).distinct().sorted().toList();
        var windows = occasions.stream()
                .flatMap(occasion -> Window.of(occasion, calendar).stream())
                .distinct()
                .toList();
        return Uni.combine()
                .all()
                .unis(
                        memberships(session, customers, segments(occasions)),
                        levels.of(session, customers),
                        used(session, windows))
                .with((members, held, sums) -> new EarningFacts(calendar, belongings(customers, members, held), sums));
    }

    private static Map<UUID, Belonging> belongings(
            List<UUID> customers, Map<UUID, List<HeldSegment>> members, Map<UUID, List<HeldLevel>> held) {
        return customers.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> new Belonging(members.getOrDefault(id, List.of()), held.getOrDefault(id, List.of()))));
    }

    private static String[] segments(Collection<Occasion> occasions) {
        return occasions.stream()
                .map(Occasion::rule)
                .distinct()
                .flatMap(rule -> Stream.concat(
                        rule.segments().stream(), rule.multipliers().stream().map(PointsMultiplier::segment)))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    /// Of the segments that the rules name, and of those that give something.
    private static Uni<Map<UUID, List<HeldSegment>>> memberships(
            FactSession session, List<UUID> customers, String... segments) {
        return session.query(MEMBERSHIPS, session.shop().id(), customers.toArray(UUID[]::new), segments)
                .map(rows -> Sql.list(rows, row -> row).stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("customer_id"),
                                Collectors.mapping(EarningReads::segment, Collectors.toList()))));
    }

    private static HeldSegment segment(Row row) {
        var benefits = Benefits.read(row.getString("benefits"));
        return new HeldSegment(row.getString("key"), Benefits.pointsMultiplier(benefits));
    }

    private static Uni<Map<Window, Long>> used(FactSession session, List<Window> windows) {
        if (windows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var rows = new RowArrays<>(windows);
        return session.query(
                        USED,
                        session.shop().id(),
                        rows.ids(Window::customer),
                        rows.texts(Window::rule),
                        rows.instants(Window::since),
                        rows.instants(Window::until))
                .map(found -> sums(windows, found));
    }

    private static Map<Window, Long> sums(List<Window> windows, RowSet<Row> found) {
        var sums = new HashMap<Window, Long>();
        found.forEach(row -> sums.put(windows.get(Math.toIntExact(row.getLong("place")) - 1), row.getLong("used")));
        return sums;
    }
}
