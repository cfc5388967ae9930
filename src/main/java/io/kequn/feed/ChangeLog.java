package io.kequn.feed;

import io.kequn.platform.database.FactSession;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Appends to the change log. Called inside the fact transaction, while the customers are locked, so that per
/// customer the order of ids is the order of commits.
public final class ChangeLog {
    private static final String APPEND = """
        insert into change (shop_id, customer_id, kind, subject, operation, rule_version, detail, reason, cause, at)
        select $1, customer_id, kind, subject, operation, rule_version, detail::jsonb, $8, $9, $10
        from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::int[], $7::text[])
          as entry (customer_id, kind, subject, operation, rule_version, detail)\
        """;

    private ChangeLog() {}

    /// Appends with the reason of the session.
    public static void append(FactSession session, List<Change> changes) {
        append(session, session.reason(), changes);
    }

    /// Appends in the order given; nothing happens for an empty list.
    public static void append(FactSession session, String reason, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        session.logged();
        int size = changes.size();
        var customers = new UUID[size];
        var kinds = new String[size];
        var subjects = new @Nullable Integer[size];
        var operations = new String[size];
        var versions = new @Nullable Integer[size];
        var details = new @Nullable String[size];
        for (int i = 0; i < size; i++) {
            var change = changes.get(i);
            customers[i] = change.customerId();
            kinds[i] = change.kind().name().toLowerCase(Locale.ROOT);
            subjects[i] = change.subject();
            operations[i] = change.operation().name().toLowerCase(Locale.ROOT);
            versions[i] = change.ruleVersion();
            details[i] = change.detail() == null ? null : change.detail().encode();
        }
        session.send(
                APPEND,
                session.shop().id(),
                customers,
                kinds,
                subjects,
                operations,
                versions,
                details,
                reason,
                session.cause(),
                session.now());
    }
}
