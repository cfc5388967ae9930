package io.kequn.customer;

import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Applies checked changes to locked customers, one or a batch by the same statements: writes what really
/// changes, keeps the earlier values, logs it and tells the session for the evaluation.
@Singleton
public class ProfileWriter {
    private static final int ACTIVE = 0;

    /// Applies the changes; `created` are those customers that this transaction makes, which have no row yet.
    /// Answers how many of the rest have changed. Refuses the whole with the first customer's errors.
    public Uni<Integer> write(FactSession session, Map<UUID, ProfileChange> changes, Set<UUID> created) {
        return Uni.combine()
                .all()
                .unis(attributes(session, changes.values()), rows(session, changes.keySet(), created))
                .with((attributes, rows) -> apply(session, rows, changes, attributes))
                .invoke(rows -> save(session, rows))
                .map(rows -> changed(rows).size());
    }

    private static Uni<Map<String, Attribute>> attributes(FactSession session, Collection<ProfileChange> changes) {
        return changes.stream().allMatch(change -> change.custom().isEmpty())
                ? Uni.createFrom().item(Map.of())
                : AttributeStore.byKey(session);
    }

    /// The rows of locked customers, and new ones of those that are being made.
    static Uni<List<CustomerRow>> rows(FactSession session, Collection<UUID> ids, Set<UUID> created) {
        var made = ids.stream()
                .filter(created::contains)
                .map(id -> CustomerRow.made(id, session.at()))
                .toList();
        var known = ids.stream().filter(id -> !created.contains(id)).toList();
        return known.isEmpty()
                ? Uni.createFrom().item(made)
                : ProfileStore.load(session, known)
                        .map(rows -> Stream.concat(made.stream(), rows.stream()).toList());
    }

    private static List<CustomerRow> apply(
            FactSession session,
            List<CustomerRow> rows,
            Map<UUID, ProfileChange> changes,
            Map<String, Attribute> attributes) {
        for (var row : rows) {
            var change = changes.get(row.id());
            if (change != null) {
                change.expected().check(row.version());
                var read = ProfileChecks.check(
                        change, attributes, session.at(), session.shop().zone());
                row.apply(change, read, session.at());
            }
        }
        return rows;
    }

    /// Sends the rows that are new and those that have changed.
    static void save(FactSession session, List<CustomerRow> rows) {
        var made = rows.stream().filter(CustomerRow::isFresh).toList();
        var changed = changed(rows);
        session.changed(made.stream().map(CustomerRow::id).toList(), Facts.EVERYTHING);
        ProfileStore.insert(session, made);
        saveChanged(session, changed);
        ConsentStore.keep(session, rows);
        log(session, made, changed);
    }

    private static List<CustomerRow> changed(List<CustomerRow> rows) {
        return rows.stream()
                .filter(row -> !row.isFresh() && !row.changed().isEmpty())
                .toList();
    }

    /// Saves changes of customers that were there before.
    static void saveChanged(FactSession session, List<CustomerRow> changed) {
        changed.forEach(row -> session.changed(List.of(row.id()), facts(row)));
        ProfileStore.save(session, changed, 1, ACTIVE);
        ProfileStore.keepEarlier(session, changed);
    }

    private static String[] facts(CustomerRow row) {
        return row.changed().stream().map(Facts::customer).toArray(String[]::new);
    }

    private static void log(FactSession session, List<CustomerRow> made, List<CustomerRow> changed) {
        var entries = new ArrayList<Change>();
        made.forEach(row -> entries.add(Change.profile(row.id(), Operation.ADDED, null)));
        changed.forEach(row -> entries.add(Change.profile(row.id(), Operation.UPDATED, detail(row))));
        ChangeLog.append(session, entries);
    }

    static JsonObject detail(CustomerRow row) {
        return new JsonObject().put("changed", new JsonArray(List.copyOf(row.changed())));
    }

    /// The same change for one customer.
    Uni<Integer> write(FactSession session, UUID id, ProfileChange change, boolean created) {
        var changes = new HashMap<UUID, ProfileChange>();
        changes.put(id, change);
        return write(session, changes, created ? Set.of(id) : Set.of());
    }
}
