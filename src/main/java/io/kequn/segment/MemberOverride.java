package io.kequn.segment;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why somebody is a member whatever the rule says, and until when.
public record MemberOverride(
        OverrideKind kind,
        @Nullable String reason,
        @Nullable Instant expiresAt) {

    /// Reads `override o`. What puts a customer on a static list is worth telling only if it says more than that.
    static final String COLUMNS = "o.kind override_kind, o.reason override_reason, o.expires_at override_expires_at";

    static final String JOIN = """
        left join segment_override o on o.shop_id = m.shop_id and o.segment_id = m.segment_id
          and o.customer_id = m.customer_id
          and (s.kind = 'dynamic' or o.reason is not null or o.expires_at is not null)\
        """;

    /// Of the columns [#COLUMNS]; null if there is none.
    public static @Nullable MemberOverride of(Row row) {
        var kind = row.getString("override_kind");
        var expiresAt = row.getOffsetDateTime("override_expires_at");
        return kind == null
                ? null
                : new MemberOverride(
                        OverrideKind.of(kind),
                        row.getString("override_reason"),
                        expiresAt == null ? null : expiresAt.toInstant());
    }
}
