package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What decides, beside the rules, how many points an occasion earns: the segments that customers are in before
/// the command is evaluated, and how many points a capped rule has given within its time. What is granted in
/// between counts at once.
final class EarningFacts {
    private static final String MEMBERSHIPS = """
        select m.customer_id, s.key
        from segment s
        join segment_member m on m.shop_id = $1 and m.segment_id = s.id and m.customer_id = any($2)
        where s.shop_id = $1 and s.key = any($3)\
        """;
    private static final String USED = """
        select wanted.place, coalesce(sum(l.points), 0)::bigint used
        from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[]) with ordinality
          as wanted (customer_id, rule_key, since, until, place)
        left join points_lot l on l.shop_id = $1 and l.customer_id = wanted.customer_id
          and l.rule_key = wanted.rule_key and l.earned_at >= wanted.since and l.earned_at < wanted.until
        group by wanted.place\
        """;

    private record Window(UUID customer, String rule, Instant since, Instant until) {}

    private final PointsCalendar calendar;
    private final Map<UUID, Set<String>> memberships;
    private final Map<Window, Long> used;

    private EarningFacts(PointsCalendar calendar, Map<UUID, Set<String>> memberships, Map<Window, Long> used) {
        this.calendar = calendar;
        this.memberships = memberships;
        this.used = used;
    }

    /// Reads what these occasions depend on; the customers are locked.
    static Uni<EarningFacts> of(FactSession session, PointsCalendar calendar, Collection<Occasion> occasions) {
        var windows = new LinkedHashSet<Window>();
        occasions.forEach(occasion -> window(occasion, calendar).ifPresent(windows::add));
        var wanted = List.copyOf(windows);
        return Uni.combine()
                .all()
                .unis(memberships(session, occasions), used(session, wanted))
                .with((members, sums) -> new EarningFacts(calendar, members, sums));
    }

    private static Optional<Window> window(Occasion occasion, PointsCalendar calendar) {
        var cap = occasion.rule().cap();
        return cap == null
                ? Optional.empty()
                : cap.per()
                        .around(occasion.at(), calendar)
                        .map(span ->
                                new Window(occasion.customer(), occasion.rule().key(), span.since(), span.until()));
    }

    private static Uni<Map<UUID, Set<String>>> memberships(FactSession session, Collection<Occasion> occasions) {
        var segments = occasions.stream()
                .map(Occasion::rule)
                .distinct()
                .flatMap(rule -> Stream.concat(
                        rule.segments().stream(), rule.multipliers().stream().map(PointsMultiplier::segment)))
                .distinct()
                .toArray(String[]::new);
        if (segments.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        var customers =
                occasions.stream().map(Occasion::customer).distinct().sorted().toArray(UUID[]::new);
        return session.query(MEMBERSHIPS, session.shop().id(), customers, segments)
                .map(rows -> Sql.list(rows, row -> row).stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("customer_id"),
                                Collectors.mapping(row -> row.getString("key"), Collectors.toSet()))));
    }

    private static Uni<Map<Window, Long>> used(FactSession session, List<Window> windows) {
        if (windows.isEmpty()) {
            return Uni.createFrom().item(new HashMap<>());
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

    Set<String> memberOf(UUID customer) {
        return memberships.getOrDefault(customer, Set.of());
    }

    /// The most points that the occasion may earn, where `present` of what the cap counts are its own.
    long ceiling(Occasion occasion, long present) {
        var cap = occasion.rule().cap();
        if (cap == null) {
            return Long.MAX_VALUE;
        }
        return window(occasion, calendar)
                .map(window -> Math.max(0, cap.points() - Objects.requireNonNullElse(used.get(window), 0L) + present))
                .orElse(cap.points());
    }

    /// Notes that the rule has granted so many points more, or, below zero, that they were taken back.
    void note(Occasion occasion, long points) {
        window(occasion, calendar).ifPresent(window -> used.merge(window, points, Long::sum));
    }
}
