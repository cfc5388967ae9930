package io.kequn.segment;

import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Memberships that no rule decides: the lists of static segments, and the end of an archived one. The list
/// itself is kept in `segment_override`, so that a static segment comes back whole from the archive.
@Singleton
class MemberLists {
    /// A segment by its number inside the database and by its key.
    record ListedSegment(int id, String key) {}

    private static final String LIST = """
        insert into segment_override (shop_id, segment_id, customer_id, author)
        select $1, $2, customer_id, $4 from unnest($3::uuid[]) as customer_id
        on conflict (shop_id, segment_id, customer_id) do nothing\
        """;
    private static final String UNLIST = """
        delete from segment_override where shop_id = $1 and segment_id = $2 and customer_id = any($3)\
        """;
    private static final String NOT_YET = """
        select candidate.customer_id from unnest($3::uuid[]) as candidate (customer_id)
        where not exists (
          select from segment_member m
          where m.shop_id = $1 and m.segment_id = $2 and m.customer_id = candidate.customer_id)\
        """;
    private static final String ENTER = """
        insert into segment_member (shop_id, segment_id, customer_id, since)
        select $1, $2, customer_id, $4 from unnest($3::uuid[]) as customer_id\
        """;
    private static final String LEAVE = """
        delete from segment_member where shop_id = $1 and segment_id = $2 and customer_id = any($3)
        returning customer_id\
        """;
    private static final String SOME_MEMBERS = """
        select customer_id from segment_member where shop_id = $1 and segment_id = $2 order by customer_id limit $3\
        """;
    private static final String SOME_LISTED = """
        select o.customer_id from segment_override o
        join customer c on c.shop_id = o.shop_id and c.id = o.customer_id and c.state = 0
        where o.shop_id = $1 and o.segment_id = $2 and o.kind = 'include' and not exists (
          select from segment_member m
          where m.shop_id = $1 and m.segment_id = $2 and m.customer_id = o.customer_id)
        order by o.customer_id limit $3\
        """;

    private static final String STILL_LISTED = """
        select o.customer_id from segment_override o
        where o.shop_id = $1 and o.segment_id = $2 and o.kind = 'include' and o.customer_id = any($3)\
        """;

    /// Puts locked customers on the list; gives those who were not members before.
    Uni<List<UUID>> add(FactSession session, ListedSegment segment, Collection<UUID> customers) {
        var ids = customers.toArray(UUID[]::new);
        return session.query(
                        LIST,
                        session.shop().id(),
                        segment.id(),
                        ids,
                        session.caller().principal())
                .chain(() -> enter(session, segment, customers));
    }

    /// Takes locked customers off the list; gives those who were members before.
    Uni<List<UUID>> remove(FactSession session, ListedSegment segment, Collection<UUID> customers) {
        var ids = customers.toArray(UUID[]::new);
        return session.query(UNLIST, session.shop().id(), segment.id(), ids)
                .chain(() -> leave(session, segment, customers));
    }

    /// One step of an archived segment's end.
    Uni<Step> clear(FactSession session, ListedSegment segment, int limit) {
        return session.query(SOME_MEMBERS, session.shop().id(), segment.id(), limit)
                .map(MemberLists::ids)
                .call(session::lock)
                .call(ids -> leave(session, segment, ids))
                .map(MemberLists::next);
    }

    /// One step of bringing a static segment back. Who was taken off the list, deleted or merged before the
    /// lock was obtained is passed over.
    Uni<Step> restore(FactSession session, ListedSegment segment, int limit) {
        return session.query(SOME_LISTED, session.shop().id(), segment.id(), limit)
                .map(MemberLists::ids)
                .call(ids -> session.lockActive(ids)
                        .chain(locked -> stillListed(session, segment, locked))
                        .chain(listed -> enter(session, segment, listed)))
                .map(MemberLists::next);
    }

    private static Uni<List<UUID>> stillListed(FactSession session, ListedSegment segment, List<UUID> locked) {
        return session.query(STILL_LISTED, session.shop().id(), segment.id(), locked.toArray(UUID[]::new))
                .map(MemberLists::ids);
    }

    /// Makes locked customers members; gives those who were not before.
    Uni<List<UUID>> enter(FactSession session, ListedSegment segment, Collection<UUID> customers) {
        var ids = customers.toArray(UUID[]::new);
        int shop = session.shop().id();
        return session.query(NOT_YET, shop, segment.id(), ids)
                .map(MemberLists::ids)
                .invoke(entering -> tell(session, segment, entering, Operation.ADDED))
                .call(entering ->
                        session.query(ENTER, shop, segment.id(), entering.toArray(UUID[]::new), session.now()));
    }

    /// Ends the membership of locked customers; gives those who were members.
    Uni<List<UUID>> leave(FactSession session, ListedSegment segment, Collection<UUID> customers) {
        var ids = customers.toArray(UUID[]::new);
        return session.query(LEAVE, session.shop().id(), segment.id(), ids)
                .map(MemberLists::ids)
                .invoke(left -> tell(session, segment, left, Operation.REMOVED));
    }

    /// Logs what has changed, and has the rules evaluated that read the segment.
    private static void tell(FactSession session, ListedSegment segment, List<UUID> customers, Operation operation) {
        session.changed(customers, Facts.segment(segment.key()));
        ChangeLog.append(
                session,
                customers.stream()
                        .sorted()
                        .map(customer -> Change.segment(customer, segment.id(), operation, null))
                        .toList());
    }

    private static Step next(List<UUID> ids) {
        return ids.isEmpty() ? Step.last() : Step.more(new JsonObject()).did(ids.size());
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return Sql.list(rows, row -> row.getUUID("customer_id"));
    }
}
