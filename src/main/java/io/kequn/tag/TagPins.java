package io.kequn.tag;

import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.Sql;
import io.kequn.tag.AssignmentWrites.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.UUID;

/// What people have decided about tags that rules give as well: it wins over the rule until it is taken back.
/// Whoever was given such a tag by people has it by an assignment of another source than the rule; from
/// whomever people took it, it is kept by an exclusion.
final class TagPins {
    /// For pairs of customers and tags.
    static final String ALLOW_EACH = """
        delete from customer_tag_exclusion where shop_id = $1
          and (customer_id, tag_id) in (select * from unnest($2::uuid[], $3::int[]))\
        """;
    private static final String ALLOW = """
        delete from customer_tag_exclusion where shop_id = $1 and customer_id = any($2) and tag_id = any($3)\
        """;
    private static final String EXCLUDE = """
        insert into customer_tag_exclusion (shop_id, customer_id, tag_id, author, recorded_at)
        select $1, customer_id, tag_id, $4, $5
        from unnest($2::uuid[]) customer_id cross join unnest($3::int[]) tag_id
        order by customer_id, tag_id
        on conflict (shop_id, customer_id, tag_id) do nothing\
        """;

    /// From then on the assignment is the rule's, which may end it at once.
    private static final String LEAVE_TO_RULE = """
        update customer_tag ct set source = 'rule', expires_at = null from tag t
        where ct.shop_id = $1 and ct.customer_id = any($2) and ct.source <> 'rule'
          and t.shop_id = $1 and t.id = ct.tag_id and t.automatic and %s
        returning ct.customer_id, ct.tag_id, 'UPDATED' operation\
        """;
    private static final String LEAVE = LEAVE_TO_RULE.formatted("t.id = $3");
    private static final String LEAVE_EXPIRED = LEAVE_TO_RULE.formatted("ct.expires_at <= $3");
    private static final String FORGET = "delete from customer_tag_exclusion where shop_id = $1 and customer_id = $2";

    /// Where people have given it to the survivor, it stays.
    private static final String MOVE = """
        insert into customer_tag_exclusion (shop_id, customer_id, tag_id, author, recorded_at)
        select x.shop_id, $3, x.tag_id, x.author, x.recorded_at from customer_tag_exclusion x
        where x.shop_id = $1 and x.customer_id = $2 and not exists (
          select from customer_tag ct
          where ct.shop_id = $1 and ct.customer_id = $3 and ct.tag_id = x.tag_id and ct.source <> 'rule')
        on conflict (shop_id, customer_id, tag_id) do nothing\
        """;

    /// What people have given the other is the later decision of the two that cannot both stand.
    private static final String ALLOW_GIVEN = """
        delete from customer_tag_exclusion x using customer_tag ct
        where x.shop_id = $1 and x.customer_id = $2
          and ct.shop_id = $1 and ct.customer_id = $2 and ct.tag_id = x.tag_id and ct.source <> 'rule'\
        """;

    private static final String TABLE = "customer_tag_exclusion";

    /// From the survivor what only the merger had brought.
    private static final String TAKE =
            """
        delete from customer_tag_exclusion t using <after> a
        where t.shop_id = $1 and t.customer_id = $3 and t.tag_id = (a.was).tag_id and t = a.was
          and not exists (select from <before> b where (b.was).tag_id = t.tag_id)\
        """.replace("<after>", MergeParts.rowsAfter(TABLE)).replace("<before>", MergeParts.rowsBefore(TABLE));
    private static final String AGAIN = """
        insert into customer_tag_exclusion select (k.was).* from <rows> k
        where exists (select from tag t where t.shop_id = $1 and t.id = (k.was).tag_id and not t.deleting)<more>
        on conflict do nothing\
        """;
    private static final String BACK =
            AGAIN.replace("<rows>", MergeParts.rows(TABLE)).replace("<more>", "");

    /// To the survivor what the merger had ended, unless people have given the tag since.
    private static final String RESTORE = AGAIN.replace("<rows>", MergeParts.rowsBefore(TABLE))
            .replace("<more>", """
         and not exists (select from <after> a where (a.was).tag_id = (k.was).tag_id) and not exists (
          select from customer_tag ct
          where ct.shop_id = $1 and ct.customer_id = $3 and ct.tag_id = (k.was).tag_id and ct.source <> 'rule')\
        """)
            .replace("<after>", MergeParts.rowsAfter(TABLE));

    private TagPins() {}

    /// People give the tags: nothing keeps them away any more.
    static Uni<Void> allow(FactSession session, UUID[] customers, List<TagRef> tags) {
        var automatic = automatic(tags);
        return automatic.length == 0
                ? Uni.createFrom().voidItem()
                : session.query(ALLOW, session.shop().id(), customers, automatic)
                        .replaceWithVoid();
    }

    /// People take the tags away.
    static Uni<Void> exclude(FactSession session, UUID[] customers, List<TagRef> tags) {
        var automatic = automatic(tags);
        return automatic.length == 0 || customers.length == 0
                ? Uni.createFrom().voidItem()
                : session.query(
                                EXCLUDE,
                                session.shop().id(),
                                customers,
                                automatic,
                                session.caller().principal(),
                                session.now())
                        .replaceWithVoid();
    }

    /// Takes the decision back: the rule decides about the tag, in this very transaction.
    static Uni<Void> release(FactSession session, UUID customer, TagRef tag) {
        var one = new UUID[] {customer};
        return allow(session, one, List.of(tag))
                .chain(() -> session.query(LEAVE, session.shop().id(), one, tag.id()))
                .invoke(rows -> logged(session, rows))
                .invoke(rows -> session.changed(List.of(customer), Facts.TAG_DECISION))
                .replaceWithVoid();
    }

    /// What people have given until an instant that has come.
    static Uni<Void> leaveExpired(FactSession session, List<UUID> customers) {
        return session.query(LEAVE_EXPIRED, session.shop().id(), customers.toArray(UUID[]::new), session.now())
                .invoke(rows -> logged(session, rows))
                .replaceWithVoid();
    }

    static Uni<Void> forget(FactSession session, UUID customer) {
        return session.query(FORGET, session.shop().id(), customer).replaceWithVoid();
    }

    /// After the assignments have moved.
    static Uni<Void> move(FactSession session, Merger merger) {
        int shop = session.shop().id();
        MergeParts.noteRows(session, merger, TABLE);
        MergeParts.noteBefore(session, merger, TABLE);
        session.send(ALLOW_GIVEN, shop, merger.into());
        session.send(MOVE, shop, merger.from(), merger.into());
        MergeParts.noteAfter(session, merger, TABLE);
        return Uni.createFrom().voidItem();
    }

    /// After the assignments have moved back.
    static Uni<Void> moveBack(FactSession session, Merger merger) {
        int shop = session.shop().id();
        session.send(TAKE, shop, merger.id(), merger.into());
        session.send(RESTORE, shop, merger.id(), merger.into());
        session.send(BACK, shop, merger.id());
        return Uni.createFrom().voidItem();
    }

    private static void logged(FactSession session, RowSet<Row> rows) {
        var left = Sql.list(rows, Written::of);
        session.changed(left.stream().map(Written::customer).toList(), Facts.TAG_DECISION);
        ChangeLog.append(session, left.stream().map(Written::change).toList());
    }

    private static Integer[] automatic(List<TagRef> tags) {
        return tags.stream().filter(TagRef::automatic).map(TagRef::id).toArray(Integer[]::new);
    }
}
