package io.kequn.segment;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.kequn.segment.MemberLists.ListedSegment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ends overrides at the instant until which they were made; then the rule decides again, or the customer
/// leaves the list.
@Singleton
class OverrideExpiry implements DueWork {
    static final String KIND = "override-expiry";
    private static final int AT_ONCE = 1_000;

    /// However late a writer commits what it planned, it is seen by then.
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private static final String EXPIRED = """
        select customer_id from segment_override
        where shop_id = $1 and expires_at <= $2 order by expires_at, customer_id limit $3\
        """;
    private static final String REMOVE = """
        delete from segment_override o using segment s
        where o.shop_id = $1 and o.customer_id = any($2) and o.expires_at <= $3
          and s.shop_id = o.shop_id and s.id = o.segment_id
        returning o.segment_id, s.key, o.customer_id, s.kind\
        """;
    private static final String NEXT =
            "select min(expires_at) next from segment_override where shop_id = $1 and expires_at is not null";

    private final FactTransaction facts;
    private final MemberLists lists;

    OverrideExpiry(FactTransaction facts, MemberLists lists) {
        this.facts = facts;
        this.lists = lists;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// What a run leaves: the instant of the next expiry, by the shop's clock.
    private record Left(@Nullable Instant next) {}

    private record Ended(ListedSegment segment, UUID customer, boolean isStatic) {
        static Ended of(Row row) {
            var segment = new ListedSegment(row.getInteger("segment_id"), row.getString("key"));
            var kind = SegmentKind.of(row.getString("kind"));
            return new Ended(segment, row.getUUID("customer_id"), kind == SegmentKind.STATIC);
        }
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return facts.write(
                        run.command(Left.class),
                        "time",
                        session -> expire(session).chain(() -> next(session)).map(left -> changes -> left))
                .map(left -> Optional.ofNullable(left.next));
    }

    private Uni<?> expire(FactSession session) {
        return session.readInstant()
                .chain(now -> session.query(EXPIRED, session.shop().id(), session.now(), AT_ONCE))
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")))
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().voidItem() : expire(session, ids));
    }

    /// The lock may have waited, so that more is due by then; less is not.
    private Uni<?> expire(FactSession session, List<UUID> ids) {
        return session.lock(ids)
                .chain(() -> session.query(REMOVE, session.shop().id(), ids.toArray(UUID[]::new), session.now()))
                .chain(rows -> ended(session, rows));
    }

    private Uni<?> ended(FactSession session, RowSet<Row> rows) {
        var ended = Sql.list(rows, Ended::of);
        ended.stream()
                .filter(each -> !each.isStatic)
                .forEach(each -> session.changed(List.of(each.customer), Facts.override(each.segment.id())));
        Map<ListedSegment, List<UUID>> listed = ended.stream()
                .filter(Ended::isStatic)
                .collect(Collectors.groupingBy(
                        Ended::segment, Collectors.mapping(Ended::customer, Collectors.toList())));
        return Multi.createFrom()
                .iterable(listed.entrySet())
                .onItem()
                .transformToUniAndConcatenate(list -> lists.leave(session, list.getKey(), list.getValue()))
                .collect()
                .last();
    }

    private static Uni<Left> next(FactSession session) {
        return session.query(NEXT, session.shop().id())
                .map(rows -> rows.iterator().next().getOffsetDateTime("next"))
                .map(next -> next == null ? null : next.toInstant())
                .map(next -> new Left(soon(session, next)));
    }

    private static @Nullable Instant soon(FactSession session, @Nullable Instant next) {
        var latest = session.at().plus(LOOK_AGAIN);
        return next == null || next.isBefore(latest) ? next : latest;
    }
}
