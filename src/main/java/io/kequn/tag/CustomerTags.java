package io.kequn.tag;

import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tags that a batch names, to be given to each of its customers as that one wants, for imports: a handful
/// of statements however many customers there are. The customers are locked. A tag of an exclusive group takes
/// the place of the others of its group, and a tag that was to end, or that only a rule has given, stays.
public final class CustomerTags {
    private static final String PRESENT = """
        select ct.customer_id, ct.tag_id id, t.key, t.automatic, case when g.exclusive then g.id end exclusive_group,
          ct.expires_at is not null or ct.source = 'rule' ending
        from customer_tag ct join tag t on t.shop_id = $1 and t.id = ct.tag_id
        left join tag_group g on g.shop_id = $1 and g.id = t.group_id
        where ct.shop_id = $1 and ct.customer_id = any($2)\
        """;
    private static final String ADD = """
        insert into customer_tag (shop_id, customer_id, tag_id, source, assigned_at, cause)
        select $1, customer_id, tag_id, $4, $5, $6
        from unnest($2::uuid[], $3::int[]) as added (customer_id, tag_id)
        order by customer_id, tag_id\
        """;
    private static final String EXTEND = """
        update customer_tag set expires_at = null, source = case source when 'rule' then $4 else source end
        where shop_id = $1
          and (customer_id, tag_id) in (select * from unnest($2::uuid[], $3::int[]))\
        """;
    private static final String REMOVE = """
        delete from customer_tag where shop_id = $1
          and (customer_id, tag_id) in (select * from unnest($2::uuid[], $3::int[]))\
        """;

    private final Map<String, TagRef> tags;

    private CustomerTags(List<TagRef> found) {
        tags = found.stream().collect(Collectors.toMap(TagRef::key, tag -> tag));
    }

    private record Held(UUID customer, TagRef tag, boolean ending) {
        static Held of(Row row) {
            return new Held(row.getUUID("customer_id"), TagRef.of(row), row.getBoolean("ending"));
        }
    }

    /// Those of the keys that are tags of the shop.
    public static Uni<CustomerTags> find(FactSession session, Collection<String> keys) {
        return (keys.isEmpty()
                        ? Uni.createFrom().item(List.<TagRef>of())
                        : AssignmentWrites.find(session, new TreeSet<>(keys)))
                .map(CustomerTags::new);
    }

    public boolean contains(String key) {
        return tags.containsKey(key);
    }

    /// Gives the tags, all of them known, and answers the customers whose tags have changed. `created` are
    /// customers whom this transaction makes: those have none yet.
    public Uni<Set<UUID>> give(FactSession session, Map<UUID, List<String>> wanted, Set<UUID> created) {
        var known = wanted.keySet().stream()
                .filter(customer -> !created.contains(customer))
                .toArray(UUID[]::new);
        var present = known.length == 0
                ? Uni.createFrom().item(List.<Held>of())
                : session.query(PRESENT, session.shop().id(), known).map(rows -> Sql.list(rows, Held::of));
        return present.map(held -> apply(session, new Difference(wanted, tags, held)));
    }

    /// What has to be written so that every customer has what is wanted.
    private static final class Difference {
        private final List<Held> added = new ArrayList<>();
        private final List<Held> extended = new ArrayList<>();
        private final List<Held> removed = new ArrayList<>();

        Difference(Map<UUID, List<String>> wanted, Map<String, TagRef> tags, List<Held> present) {
            var held = new HashMap<UUID, Map<TagRef, Held>>();
            present.forEach(one -> held.computeIfAbsent(one.customer, id -> new LinkedHashMap<>())
                    .put(one.tag, one));
            wanted.forEach((customer, keys) -> add(
                    customer,
                    keys.stream().<@Nullable TagRef>map(tags::get).toList(),
                    held.getOrDefault(customer, Map.of())));
        }

        private void add(UUID customer, List<@Nullable TagRef> wanted, Map<TagRef, Held> before) {
            var after = new LinkedHashMap<>(before);
            for (var tag : wanted) {
                if (tag == null) {
                    continue;
                }
                var group = tag.exclusiveGroup();
                after.keySet()
                        .removeIf(other -> group != null && group.equals(other.exclusiveGroup()) && !other.equals(tag));
                after.put(tag, new Held(customer, tag, false));
            }
            before.forEach((tag, one) -> {
                var now = after.get(tag);
                if (now == null) {
                    removed.add(one);
                } else if (one.ending && !now.ending) {
                    extended.add(one);
                }
            });
            after.forEach((tag, one) -> {
                if (!before.containsKey(tag)) {
                    added.add(one);
                }
            });
        }

        Set<UUID> touched() {
            var touched = new HashSet<UUID>();
            List.of(added, removed).forEach(rows -> rows.forEach(one -> touched.add(one.customer)));
            return touched;
        }

        List<Change> changes() {
            var changes = new ArrayList<Change>();
            removed.forEach(one -> changes.add(Change.tag(one.customer, one.tag.id(), Change.Operation.REMOVED)));
            added.forEach(one -> changes.add(Change.tag(one.customer, one.tag.id(), Change.Operation.ADDED)));
            extended.forEach(one -> changes.add(Change.tag(one.customer, one.tag.id(), Change.Operation.UPDATED)));
            return changes;
        }
    }

    private static Set<UUID> apply(FactSession session, Difference difference) {
        var touched = difference.touched();
        session.changed(touched, Facts.TAG, Facts.TAG_DECISION);
        ChangeLog.append(session, AssignmentSource.IMPORT.reason(), difference.changes());
        send(session, REMOVE, difference.removed);
        send(session, EXTEND, difference.extended, AssignmentSource.IMPORT.text());
        send(
                session,
                TagPins.ALLOW_EACH,
                difference.added.stream().filter(one -> one.tag.automatic()).toList());
        send(session, ADD, difference.added, AssignmentSource.IMPORT.text(), session.now(), session.cause());
        return touched;
    }

    private static void send(FactSession session, String sql, List<Held> rows, Object... rest) {
        if (!rows.isEmpty()) {
            var values = Sql.tuple(session.shop().id(), customers(rows), tags(rows));
            List.of(rest).forEach(values::addValue);
            session.send(session.query(sql, values));
        }
    }

    private static UUID[] customers(List<Held> rows) {
        return rows.stream().map(Held::customer).toArray(UUID[]::new);
    }

    private static Integer[] tags(List<Held> rows) {
        return rows.stream().map(row -> row.tag.id()).toArray(Integer[]::new);
    }
}
