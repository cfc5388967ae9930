package io.kequn.tag;

import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// SQL that gives customers tags and takes them away, inside a fact transaction that has locked the customers.
/// Sets: giving what is there and taking what is not change nothing, and two writers never undo each other.
final class AssignmentWrites {
    private static final String FIND = "select " + TagRef.COLUMNS + """
         from tag t left join tag_group g on g.id = t.group_id
        where t.shop_id = $1 and t.key = any($2) and not t.deleting order by t.key\
        """;

    /// A tag that is there already only ever lasts longer. One that a rule has given is a person's from then on.
    private static final String ASSIGN = """
        insert into customer_tag as ct (shop_id, customer_id, tag_id, source, assigned_at, expires_at, cause)
        select $1, customer_id, tag_id, $4, $5, $6, $7
        from unnest($2::uuid[]) customer_id cross join unnest($3::int[]) tag_id
        order by customer_id, tag_id
        on conflict (shop_id, customer_id, tag_id) do update
        set expires_at = excluded.expires_at, source = case ct.source when 'rule' then excluded.source else ct.source end
        where ct.source = 'rule' or ct.expires_at < coalesce(excluded.expires_at, 'infinity')
        returning ct.customer_id, ct.tag_id, case when ct.xmax = 0 then 'ADDED' else 'UPDATED' end operation\
        """;
    private static final String REMOVE = """
        delete from customer_tag where shop_id = $1 and customer_id = any($2) and tag_id = any($3)
        returning customer_id, tag_id, 'REMOVED' operation\
        """;

    /// What an exclusive group lets go of when one of its tags is given.
    private static final String REMOVE_OTHERS = """
        delete from customer_tag ct using tag other
        where ct.shop_id = $1 and ct.customer_id = any($2) and ct.tag_id = other.id
          and other.shop_id = $1 and other.group_id = any($3) and other.id <> all($4)
        returning ct.customer_id, ct.tag_id, 'REMOVED' operation\
        """;

    private AssignmentWrites() {}

    /// One row that a write has changed.
    record Written(UUID customer, int tag, Operation operation) {
        static Written of(Row row) {
            return new Written(
                    row.getUUID("customer_id"),
                    row.getInteger("tag_id"),
                    Operation.valueOf(row.getString("operation")));
        }

        Change change() {
            return Change.tag(customer, tag, operation);
        }
    }

    /// Those of the keys that are tags. The transaction's rules lock keeps them as they are.
    static Uni<List<TagRef>> find(FactSession session, Collection<String> keys) {
        return session.query(FIND, session.shop().id(), keys.toArray(String[]::new))
                .map(rows -> Sql.list(rows, TagRef::of));
    }

    /// Gives the tags, at most one of them of any exclusive group; of such a group the others go.
    static Uni<List<Written>> assign(
            FactSession session, Collection<UUID> customers, List<TagRef> tags, AssignmentTerms terms) {
        if (tags.isEmpty() || customers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        terms.check(session);
        return removeOthers(session, customers, tags)
                .call(() -> TagPins.allow(session, ids(customers), tags))
                .chain(gone -> insert(session, customers, tags, terms).map(given -> {
                    var all = new ArrayList<>(gone);
                    all.addAll(given);
                    return all;
                }));
    }

    /// Takes the tags away because people want it: a rule does not give them again.
    static Uni<List<Written>> takeAway(FactSession session, Collection<UUID> customers, List<TagRef> tags) {
        return remove(session, customers, tags.stream().map(TagRef::id).toList())
                .call(() -> TagPins.exclude(session, ids(customers), tags));
    }

    static Uni<List<Written>> remove(FactSession session, Collection<UUID> customers, List<Integer> tags) {
        return tags.isEmpty() || customers.isEmpty()
                ? Uni.createFrom().item(List.of())
                : session.query(REMOVE, session.shop().id(), ids(customers), tags.toArray(Integer[]::new))
                        .map(rows -> Sql.list(rows, Written::of));
    }

    /// Logs what was written and tells the session which customers' rules to evaluate.
    static void log(FactSession session, String reason, List<Written> written) {
        var affected = written.stream()
                .filter(row -> row.operation != Operation.UPDATED)
                .map(Written::customer)
                .toList();
        session.changed(affected, Facts.TAG, Facts.TAG_DECISION);
        ChangeLog.append(session, reason, written.stream().map(Written::change).toList());
    }

    /// Makes sure that what was given until an instant ends then.
    static Uni<Void> planExpiry(FactSession session, AssignmentTerms terms, List<Written> written) {
        var at = terms.expiresAt();
        boolean given = written.stream().anyMatch(row -> row.operation != Operation.REMOVED);
        return at == null || !given ? Uni.createFrom().voidItem() : DueTable.plan(session, TagExpiry.KIND, at);
    }

    private static Uni<List<Written>> removeOthers(FactSession session, Collection<UUID> customers, List<TagRef> tags) {
        var groups = tags.stream()
                .map(TagRef::exclusiveGroup)
                .filter(Objects::nonNull)
                .toArray(Integer[]::new);
        return groups.length == 0
                ? Uni.createFrom().item(List.of())
                : session.query(REMOVE_OTHERS, session.shop().id(), ids(customers), groups, tagIds(tags))
                        .map(rows -> Sql.list(rows, Written::of));
    }

    private static Uni<List<Written>> insert(
            FactSession session, Collection<UUID> customers, List<TagRef> tags, AssignmentTerms terms) {
        return session.query(
                        ASSIGN,
                        session.shop().id(),
                        ids(customers),
                        tagIds(tags),
                        terms.source().text(),
                        session.now(),
                        terms.until(),
                        session.cause())
                .map(rows -> Sql.list(rows, Written::of));
    }

    private static UUID[] ids(Collection<UUID> customers) {
        return customers.stream().distinct().sorted().toArray(UUID[]::new);
    }

    private static Integer[] tagIds(List<TagRef> tags) {
        return tags.stream().map(TagRef::id).toArray(Integer[]::new);
    }
}
