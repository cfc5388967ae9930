package io.kequn.sync;

import io.kequn.platform.access.Scope;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be synced: its name in paths, its kind in the change log, and the select of what customers have at
/// present, which gives `customer_id`, `subject`, `key` and columns of its own. `$1` is the shop.
public enum SyncFeed {
    CUSTOMER_TAGS("customer-tags", "tag", Scope.TAGS_READ, "m.tag_id", ", s.source, s.since, s.expires_at", """
        select m.customer_id, m.tag_id subject,
          (select key from tag k where k.shop_id = $1 and k.id = m.tag_id) as key,
          m.source, m.assigned_at since, m.expires_at
        from customer_tag m where m.shop_id = $1\
        """, "tag"),
    SEGMENTS("segments", "segment", Scope.SEGMENTS_READ, "m.segment_id", ", s.since", """
        select m.customer_id, m.segment_id subject,
          (select key from segment k where k.shop_id = $1 and k.id = m.segment_id) as key, m.since
        from segment_member m where m.shop_id = $1\
        """, "segment"),
    LEVELS("levels", "level", Scope.LEVELS_READ, "m.level_program_id", ", s.level, s.since", """
        select m.customer_id, m.level_program_id subject,
          (select key from level_program k where k.shop_id = $1 and k.id = m.level_program_id) as key,
          l.key as level, m.since
        from customer_level m
        join level l on l.shop_id = $1 and l.id = m.level_id and l.key <> ''
        where m.shop_id = $1\
        """, "level_program"),
    POINTS("points", "points", Scope.POINTS_READ, "0", ", s.balance, s.pending, s.frozen", """
        select m.customer_id, 0 subject, null::text as key, m.balance, m.pending, m.frozen
        from points_account m
        where m.shop_id = $1\
        """, null),
    CUSTOMERS("customers", "profile", Scope.CUSTOMERS_READ, "0", "", """
        select m.customer_id, 0 subject, null::text as key
        from (select shop_id, id customer_id from customer where state = 0) m
        where m.shop_id = $1\
        """, null);

    private final String text;
    private final String kind;
    private final Scope scope;
    private final String subject;
    private final String columns;
    private final String state;
    private final @Nullable String defined;

    SyncFeed(
            String text,
            String kind,
            Scope scope,
            String subject,
            String columns,
            String state,
            @Nullable String defined) {
        this.text = text;
        this.kind = kind;
        this.scope = scope;
        this.subject = subject;
        this.columns = columns;
        this.state = state;
        this.defined = defined;
    }

    static Optional<SyncFeed> of(String text) {
        return Arrays.stream(values()).filter(feed -> feed.text.equals(text)).findFirst();
    }

    String text() {
        return text;
    }

    /// In the change log.
    String kind() {
        return kind;
    }

    /// What reading it needs, beside that of customers.
    Scope scope() {
        return scope;
    }

    /// What customers have at present; more conditions may follow, on `m`.
    String state() {
        return state;
    }

    /// The columns of its own of what customers have at present, each of `s` and with a comma before it.
    String columns() {
        return columns;
    }

    /// The column of `m` beside the customer that makes an entry one of its kind.
    String subject() {
        return subject;
    }

    /// The key of what the entry `h` of the change log is about, also where that is gone.
    String keyOfChange() {
        return defined == null
                ? "null::text"
                : "coalesce((select key from " + defined + " k where k.shop_id = $1 and k.id = h.subject),"
                        + " (select key from feed_gone k where k.shop_id = $1 and k.kind = h.kind"
                        + " and k.subject = h.subject))";
    }
}
