package io.kequn.explanation;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.publication.SegmentStatus;
import io.kequn.segment.SegmentKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A segment as it was at an instant.
///
/// @param version the version that was live; null for none, and where nobody wrote down which
/// @param rule that version's rule
record PastSubject(
        int id,
        SegmentKind kind,
        SegmentStatus status,
        @Nullable Integer version,
        @Nullable String rule) {
    private static final String SELECT = """
        select s.id, s.kind, life.id is not null lived, life.live_version, v.rule
        from segment s
        left join lateral (
          select l.id, l.live_version from segment_life l
          where l.shop_id = s.shop_id and l.segment_id = s.id and l.at <= $3 order by l.id desc limit 1) life on true
        left join segment_version v
          on v.shop_id = s.shop_id and v.segment_id = s.id and v.number = life.live_version
        where s.shop_id = $1 and s.key = $2\
        """;

    /// What stands for a version that nobody wrote down.
    private static final int FORGOTTEN = 0;

    /// Refuses with `segment_not_found`.
    static Uni<PastSubject> find(ShopReads reads, Shop shop, String key, Instant at) {
        return reads.find(shop, PastSubject::of, SELECT, shop.id(), key, at.atOffset(ZoneOffset.UTC))
                .map(found -> found.orElseThrow(() -> Kind.SEGMENT.missing(key)));
    }

    private static PastSubject of(Row row) {
        var kind = SegmentKind.of(row.getString("kind"));
        @Nullable Integer version = row.getInteger("live_version");
        return new PastSubject(
                row.getInteger("id"),
                kind,
                status(kind, row.getBoolean("lived"), version),
                version != null && version == FORGOTTEN ? null : version,
                row.getString("rule"));
    }

    private static SegmentStatus status(SegmentKind kind, boolean lived, @Nullable Integer version) {
        if (kind == SegmentKind.STATIC || version != null) {
            return SegmentStatus.READY;
        }
        return lived ? SegmentStatus.ARCHIVED : SegmentStatus.DRAFT;
    }
}
