package io.kequn.tag;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable;
import io.kequn.tag.AssignmentWrites.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The tags of customers that are deleted or merged.
@Singleton
class TagMoves implements CustomerMoves {
    private static final String REMOVE_ALL = """
        delete from customer_tag where shop_id = $1 and customer_id = $2
        returning customer_id, tag_id, 'REMOVED' operation, source,
          (select t.key from tag t where t.shop_id = $1 and t.id = tag_id) key\
        """;

    /// What both have lasts as long as the longer; of an exclusive group the survivor keeps its own. What a
    /// rule has given to one of them says nothing: the rule judges the survivor anew.
    private static final String COPY = """
        insert into customer_tag as ct (shop_id, customer_id, tag_id, source, assigned_at, expires_at, cause)
        select $1, $3, old.tag_id, old.source, old.assigned_at, old.expires_at, $4
        from customer_tag old join tag t on t.id = old.tag_id
        where old.shop_id = $1 and old.customer_id = $2 and old.source <> 'rule' and not exists (
          select from tag_group g
          join tag other on other.group_id = g.id and other.id <> t.id
          join customer_tag have on have.shop_id = $1 and have.customer_id = $3 and have.tag_id = other.id
            and have.source <> 'rule'
          where g.id = t.group_id and g.exclusive)
        order by old.tag_id
        on conflict (shop_id, customer_id, tag_id) do update
        set expires_at = excluded.expires_at, source = case ct.source when 'rule' then excluded.source else ct.source end
        where ct.source = 'rule' or ct.expires_at < coalesce(excluded.expires_at, 'infinity')
        returning ct.customer_id, ct.tag_id, case when ct.xmax = 0 then 'ADDED' else 'UPDATED' end operation\
        """;
    private static final String TABLE = "customer_tag";

    /// From the survivor what only the merger had given.
    private static final String TAKE =
            """
        delete from customer_tag t using <after> a
        where t.shop_id = $1 and t.customer_id = $3 and t.tag_id = (a.was).tag_id and t = a.was
          and not exists (select from <before> b where (b.was).tag_id = t.tag_id)
        returning t.customer_id, t.tag_id, 'REMOVED' operation\
        """.replace("<after>", MergeParts.rowsAfter(TABLE)).replace("<before>", MergeParts.rowsBefore(TABLE));
    private static final String RESTORE =
            """
        update customer_tag t set source = (b.was).source, assigned_at = (b.was).assigned_at,
          expires_at = (b.was).expires_at, cause = (b.was).cause
        from <after> a, <before> b
        where t.shop_id = $1 and t.customer_id = $3 and t.tag_id = (a.was).tag_id and t = a.was
          and (b.was).tag_id = t.tag_id and b.was <> a.was
        returning t.customer_id, t.tag_id, 'UPDATED' operation\
        """.replace("<after>", MergeParts.rowsAfter(TABLE)).replace("<before>", MergeParts.rowsBefore(TABLE));

    /// What a rule had given it gives again.
    private static final String BACK = """
        insert into customer_tag as ct select (k.was).* from <rows> k
        where (k.was).source <> 'rule' and exists (
          select from tag t where t.shop_id = $1 and t.id = (k.was).tag_id and not t.deleting)
        on conflict do nothing
        returning ct.customer_id, ct.tag_id, 'ADDED' operation\
        """.replace("<rows>", MergeParts.rows(TABLE));
    private static final String TAGS = """
        array(
          select t.key from customer_tag ct join tag t on t.shop_id = $1 and t.id = ct.tag_id and not t.deleting
          where ct.shop_id = $1 and ct.customer_id = w.id order by t.key)\
        """;

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        return TagPins.forget(session, customer)
                .chain(() -> session.query(REMOVE_ALL, session.shop().id(), customer))
                .invoke(rows -> log(session, rows))
                .invoke(rows -> session.moved(lost(rows)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        MergeParts.noteRows(session, merger, TABLE);
        MergeParts.noteBefore(session, merger, TABLE);
        return logged(session, COPY, session.shop().id(), merger.from(), merger.into(), session.cause())
                .chain(() -> TagPins.move(session, merger))
                .invoke(() -> MergeParts.noteAfter(session, merger, TABLE))
                .chain(() -> removeAll(session, merger.from()));
    }

    /// The survivor keeps what has been given, taken or prolonged since.
    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        int shop = session.shop().id();
        return logged(session, TAKE, shop, merger.id(), merger.into())
                .chain(() -> logged(session, RESTORE, shop, merger.id(), merger.into()))
                .chain(() -> logged(session, BACK, shop, merger.id()))
                .chain(() -> TagPins.moveBack(session, merger))
                .chain(() -> DueTable.plan(session, TagExpiry.KIND, session.at()))
                .replaceWithVoid();
    }

    private static Uni<Void> logged(FactSession session, String sql, Object... values) {
        return session.query(sql, values).invoke(rows -> log(session, rows)).replaceWithVoid();
    }

    private static void log(FactSession session, RowSet<Row> rows) {
        var written = Sql.list(rows, Written::of);
        ChangeLog.append(session, written.stream().map(Written::change).toList());
    }

    /// What a rule had given.
    private static List<MembershipChange> lost(RowSet<Row> rows) {
        return Sql.list(rows, row -> row).stream()
                .filter(row -> AssignmentSource.of(row.getString("source")) == AssignmentSource.RULE)
                .map(row -> new MembershipChange(row.getUUID("customer_id"), "tag", row.getString("key"), "left"))
                .toList();
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("tags", TAGS);
    }
}
