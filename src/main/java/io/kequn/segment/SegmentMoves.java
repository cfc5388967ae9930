package io.kequn.segment;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/// Memberships of customers that are deleted or merged. What rules decide is evaluated anew for the survivor,
/// who takes over only the places on static lists.
@Singleton
class SegmentMoves implements CustomerMoves {
    private static final String LEAVE_ALL = """
        delete from segment_member where shop_id = $1 and customer_id = $2 returning segment_id\
        """;
    private static final String UNLIST = "delete from segment_override where shop_id = $1 and customer_id = $2";
    private static final String MOVE_LIST = """
        insert into segment_override (shop_id, segment_id, customer_id, kind, reason, author, recorded_at, expires_at)
        select shop_id, segment_id, $3, kind, reason, author, recorded_at, expires_at from segment_override
        where shop_id = $1 and customer_id = $2
        on conflict do nothing\
        """;
    private static final String ENTER_LISTED = """
        insert into segment_member (shop_id, segment_id, customer_id, since)
        select o.shop_id, o.segment_id, o.customer_id, $3
        from segment_override o join segment s on s.shop_id = o.shop_id and s.id = o.segment_id
        where o.shop_id = $1 and o.customer_id = $2 and s.kind = 'static' and s.archived_at is null
        on conflict do nothing
        returning segment_id\
        """;

    private static final String TABLE = "segment_override";

    /// From the survivor what only the merger had brought.
    private static final String TAKE =
            """
        delete from segment_override t using <after> a
        where t.shop_id = $1 and t.customer_id = $3 and t.segment_id = (a.was).segment_id and t = a.was
          and not exists (select from <before> b where (b.was).segment_id = t.segment_id)\
        """.replace("<after>", MergeParts.rowsAfter(TABLE)).replace("<before>", MergeParts.rowsBefore(TABLE));
    private static final String BACK = """
        insert into segment_override select (k.was).* from <rows> k
        where exists (select from segment s where s.shop_id = $1 and s.id = (k.was).segment_id)
        on conflict do nothing\
        """.replace("<rows>", MergeParts.rows(TABLE));
    private static final String LEAVE_UNLISTED = """
        delete from segment_member m using segment s
        where m.shop_id = $1 and m.customer_id = $2 and s.shop_id = $1 and s.id = m.segment_id and s.kind = 'static'
          and not exists (
            select from segment_override o
            where o.shop_id = $1 and o.segment_id = m.segment_id and o.customer_id = $2)
        returning m.segment_id\
        """;
    private static final String KEYS = "select key from segment where shop_id = $1 and id = any($2) order by id";
    private static final String SEGMENTS = """
        array(
          select s.key from segment_member m join segment s on s.shop_id = $1 and s.id = m.segment_id
          where m.shop_id = $1 and m.customer_id = w.id and s.archived_at is null order by s.key)\
        """;

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        return leaveAll(session, customer)
                .chain(() -> session.query(UNLIST, session.shop().id(), customer))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        int shop = session.shop().id();
        MergeParts.noteRows(session, merger, TABLE);
        MergeParts.noteBefore(session, merger, TABLE);
        return leaveAll(session, merger.from())
                .chain(() -> session.query(MOVE_LIST, shop, merger.from(), merger.into()))
                .invoke(() -> MergeParts.noteAfter(session, merger, TABLE))
                .chain(() -> session.query(UNLIST, shop, merger.from()))
                .chain(() -> enterListed(session, merger.into()));
    }

    private static Uni<Void> enterListed(FactSession session, UUID customer) {
        return session.query(ENTER_LISTED, session.shop().id(), customer, session.now())
                .chain(rows -> tell(session, customer, Operation.ADDED, rows));
    }

    /// The survivor stays where people have put it since.
    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        int shop = session.shop().id();
        session.send(TAKE, shop, merger.id(), merger.into());
        session.send(BACK, shop, merger.id());
        return session.query(LEAVE_UNLISTED, shop, merger.into())
                .chain(rows -> tell(session, merger.into(), Operation.REMOVED, rows))
                .chain(() -> enterListed(session, merger.from()))
                .chain(() -> DueTable.plan(session, OverrideExpiry.KIND, session.at()))
                .replaceWithVoid();
    }

    private static Uni<Void> leaveAll(FactSession session, UUID customer) {
        return session.query(LEAVE_ALL, session.shop().id(), customer)
                .chain(rows -> tell(session, customer, Operation.REMOVED, rows));
    }

    /// Logs the changes and lets the answer of the command list them.
    private static Uni<Void> tell(FactSession session, UUID customer, Operation operation, RowSet<Row> rows) {
        var segments = Sql.list(rows, row -> row.getInteger("segment_id"));
        if (segments.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var changes = segments.stream()
                .map(segment -> Change.segment(customer, segment, operation, null))
                .toList();
        var word = operation == Operation.ADDED ? "entered" : "left";
        ChangeLog.append(session, changes);
        return session.query(KEYS, session.shop().id(), segments.toArray(Integer[]::new))
                .map(keys -> Sql.list(keys, row -> row.getString("key")).stream()
                        .map(key -> new MembershipChange(customer, "segment", key, word))
                        .toList())
                .invoke(session::moved)
                .replaceWithVoid();
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("segments", SEGMENTS);
    }
}
