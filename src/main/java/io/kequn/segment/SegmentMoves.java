package io.kequn.segment;

import io.kequn.customer.CustomerMoves;
import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
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
    public Uni<Void> moveAll(FactSession session, UUID from, UUID into) {
        int shop = session.shop().id();
        return leaveAll(session, from)
                .chain(() -> session.query(MOVE_LIST, shop, from, into))
                .chain(() -> session.query(UNLIST, shop, from))
                .chain(() -> session.query(ENTER_LISTED, shop, into, session.now()))
                .chain(rows -> tell(session, into, Operation.ADDED, rows));
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
