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

/// Applies checked changes to locked customers, one or a batch by the same statements: writes what really
/// changes, keeps the earlier values, logs it and tells the session for the evaluation.
@Singleton
public class ProfileWriter {
    private static final int ACTIVE = 0;

    /// Applies the changes; `created` are those customers that this transaction has made. Answers how many of the rest
    /// have changed. Refuses the whole with the first customer's errors.
    public Uni<Integer> write(FactSession session, Map<UUID, ProfileChange> changes, Set<UUID> created) {
        return attributes(session, changes.values())
                .chain(attributes -> ProfileStore.load(session, changes.keySet())
                        .invoke(rows -> rows.stream()
                                .filter(row -> created.contains(row.id()))
                                .forEach(CustomerRow::markFresh))
                        .invoke(rows -> apply(session, rows, changes, attributes)))
                .chain(rows -> save(session, rows, created));
    }

    private static Uni<Map<String, Attribute>> attributes(FactSession session, Collection<ProfileChange> changes) {
        return changes.stream().allMatch(change -> change.custom().isEmpty())
                ? Uni.createFrom().item(Map.of())
                : AttributeStore.byKey(session);
    }

    private static void apply(
            FactSession session,
            List<CustomerRow> rows,
            Map<UUID, ProfileChange> changes,
            Map<String, Attribute> attributes) {
        for (var row : rows) {
            var change = changes.get(row.id());
            if (change != null) {
                change.expected().check(row.version());
                row.apply(change, attributes, session.at(), session.shop().zone());
            }
        }
    }

    /// Writes what has changed on the rows; `created` are the customers that this transaction has made.
    static Uni<Integer> save(FactSession session, List<CustomerRow> rows, Set<UUID> created) {
        var fresh = rows.stream().filter(row -> created.contains(row.id())).toList();
        var changed = rows.stream()
                .filter(row -> !created.contains(row.id()) && !row.changed().isEmpty())
                .toList();
        session.changed(created, Facts.EVERYTHING);
        return ProfileStore.save(session, fresh, 0, ACTIVE)
                .chain(() -> saveChanged(session, changed))
                .invoke(() -> log(session, fresh, changed))
                .replaceWith(changed.size());
    }

    /// Saves changes of customers that were there before.
    static Uni<Void> saveChanged(FactSession session, List<CustomerRow> changed) {
        changed.forEach(row -> session.changed(List.of(row.id()), facts(row)));
        return ProfileStore.save(session, changed, 1, ACTIVE).chain(() -> ProfileStore.keepEarlier(session, changed));
    }

    private static String[] facts(CustomerRow row) {
        return row.changed().stream().map(Facts::customer).toArray(String[]::new);
    }

    private static void log(FactSession session, List<CustomerRow> fresh, List<CustomerRow> changed) {
        var entries = new ArrayList<Change>();
        fresh.forEach(row -> entries.add(Change.profile(row.id(), Operation.ADDED, null)));
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
