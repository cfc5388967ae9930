package io.kequn.segment;

import io.kequn.benefit.Benefits;
import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The segments of one customer as a column of the customer's own select.
public final class CardSegments {
    /// For `customer c` of the shop `$1`. `offset 0` begins with the customer's own rows: the few segments of a
    /// shop tempt the planner to ask for each of them whether the customer is in it.
    public static final String SELECT = """
        (select json_agg(json_build_array(s.key, s.name, m.since, o.kind, o.reason, o.expires_at, s.benefits,
             s.public)
             order by s.key)
           from (select * from segment_member where shop_id = $1 and customer_id = c.id offset 0) m
           join segment s on s.shop_id = m.shop_id and s.id = m.segment_id and s.archived_at is null
           %s) segments\
        """.formatted(MemberOverride.JOIN);

    private CardSegments() {}

    /// The segments by key.
    public static List<CustomerSegment> of(Row row) {
        return segments(row).map(CardSegments::segment).toList();
    }

    /// Those that the customer may know of.
    public static List<CustomerSegment> ofPublic(Row row) {
        return segments(row)
                .filter(CardSegments::isPublic)
                .map(CardSegments::segment)
                .toList();
    }

    /// What the segments give, by their keys.
    public static List<SegmentGrant> grants(Row row) {
        return segments(row)
                .filter(segment -> segment.getString(6) != null)
                .map(CardSegments::grant)
                .toList();
    }

    /// What those give that the customer may know of.
    public static List<SegmentGrant> publicGrants(Row row) {
        return segments(row)
                .filter(segment -> segment.getString(6) != null && isPublic(segment))
                .map(CardSegments::grant)
                .toList();
    }

    private static Stream<JsonArray> segments(Row row) {
        @Nullable JsonArray segments = row.getJsonArray("segments");
        return segments == null ? Stream.empty() : segments.stream().map(JsonArray.class::cast);
    }

    private static boolean isPublic(JsonArray segment) {
        return segment.getBoolean(7);
    }

    private static SegmentGrant grant(JsonArray segment) {
        @Nullable MemberOverride override = override(segment);
        return new SegmentGrant(
                segment.getString(0),
                segment.getString(1),
                Sql.instant(segment.getString(2)),
                override == null ? null : override.expiresAt(),
                Benefits.read(segment.getString(6)));
    }

    private static CustomerSegment segment(JsonArray segment) {
        return new CustomerSegment(
                segment.getString(0), segment.getString(1), Sql.instant(segment.getString(2)), override(segment));
    }

    private static @Nullable MemberOverride override(JsonArray segment) {
        @Nullable String kind = segment.getString(3);
        @Nullable String expires = segment.getString(5);
        return kind == null
                ? null
                : new MemberOverride(
                        OverrideKind.of(kind), segment.getString(4), expires == null ? null : Sql.instant(expires));
    }
}
