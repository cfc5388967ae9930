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

/// Gives each customer of a batch tags of its own, for imports: a handful of statements however many customers there
/// are. The customers are locked. A tag of an exclusive group takes the place of the others of its group, and a tag
/// that was to end stays.
public final class CustomerTags {
    private static final String PRESENT = """
        select ct.customer_id, ct.tag_id id, t.key, case when g.exclusive then g.id end exclusive_group,
          ct.expires_at is not null ending
        from customer_tag ct join tag t on t.shop_id = $1 and t.id = ct.tag_id
        left join tag_group g on g.shop_id = $1 and g.id = t.group_id
        where ct.shop_id = $1 and ct.customer_id = any($2)\
        """;
    private static final String ADD = """
        insert into customer_tag as ct (shop_id, customer_id, tag_id, source, assigned_at, cause)
        select $1, customer_id, tag_id, $4, $5, $6
        from unnest($2::uuid[], $3::int[]) as added (customer_id, tag_id)
        order by customer_id, tag_id
        on conflict (shop_id, customer_id, tag_id) do update set expires_at = null\
        """;
    private static final String REMOVE = """
        delete from customer_tag where shop_id = $1
          and (customer_id, tag_id) in (select * from unnest($2::uuid[], $3::int[]))\
        """;

    private CustomerTags() {}

    private record Held(UUID customer, TagRef tag, boolean ending) {
        static Held of(Row row) {
            return new Held(row.getUUID("customer_id"), TagRef.of(row), row.getBoolean("ending"));
        }
    }

    /// Those of the keys that are tags of the shop.
    public static Uni<Set<String>> known(FactSession session, Collection<String> keys) {
        return find(session, keys).map(Map::keySet);
    }

    private static Uni<Map<String, TagRef>> find(FactSession session, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : AssignmentWrites.find(session, new TreeSet<>(keys))
                        .map(tags -> tags.stream().collect(Collectors.toMap(TagRef::key, tag -> tag)));
    }

    /// Gives the tags, all of them known, and answers the customers whose tags have changed.
    public static Uni<Set<UUID>> give(FactSession session, Map<UUID, List<String>> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var keys = wanted.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        return find(session, keys)
                .chain(tags -> session.query(
                                PRESENT, session.shop().id(), wanted.keySet().toArray(UUID[]::new))
                        .map(rows -> new Difference(wanted, tags, Sql.list(rows, Held::of))))
                .chain(difference -> apply(session, difference));
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

    private static Uni<Set<UUID>> apply(FactSession session, Difference difference) {
        var touched = difference.touched();
        session.changed(touched, Facts.TAG);
        var given = new ArrayList<>(difference.added);
        given.addAll(difference.extended);
        ChangeLog.append(session, AssignmentSource.IMPORT.reason(), difference.changes());
        return remove(session, difference.removed)
                .chain(() -> add(session, given))
                .replaceWith(touched);
    }

    private static Uni<Void> remove(FactSession session, List<Held> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.query(REMOVE, session.shop().id(), customers(rows), tags(rows))
                        .replaceWithVoid();
    }

    private static Uni<Void> add(FactSession session, List<Held> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.query(
                                ADD,
                                session.shop().id(),
                                customers(rows),
                                tags(rows),
                                AssignmentSource.IMPORT.text(),
                                session.now(),
                                session.cause())
                        .replaceWithVoid();
    }

    private static UUID[] customers(List<Held> rows) {
        return rows.stream().map(Held::customer).toArray(UUID[]::new);
    }

    private static Integer[] tags(List<Held> rows) {
        return rows.stream().map(row -> row.tag.id()).toArray(Integer[]::new);
    }
}
