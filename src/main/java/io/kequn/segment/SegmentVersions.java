package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.problem.ErrorCode.SEGMENT_VERSION_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// The history of a segment's rule, and the way back to an earlier one.
@Singleton
public class SegmentVersions {
    private static final String VIEW = """
        select v.number, v.rule, v.rule_json, v.hash, v.author, v.note, v.created_at, v.published_at,
          v.number is not distinct from s.live_version live,
          (select min(e.number) from segment_version e
           where e.segment_id = v.segment_id and e.hash = v.hash and e.number < v.number) same_rule_as
        from segment s join segment_version v on v.shop_id = s.shop_id and v.segment_id = s.id
        where s.shop_id = $1 and s.key = $2\
        """;

    private final ShopReads reads;
    private final SegmentReads segments;
    private final SegmentPublication publication;
    private final RuleCommands commands;
    private final Cursors cursors;

    SegmentVersions(
            ShopReads reads,
            SegmentReads segments,
            SegmentPublication publication,
            RuleCommands commands,
            Cursors cursors) {
        this.reads = reads;
        this.segments = segments;
        this.publication = publication;
        this.commands = commands;
        this.cursors = cursors;
    }

    /// The latest first. A static segment has none.
    public Uni<Page<SegmentVersion>> list(String key, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        var list = "segment-versions " + key;
        var after = cursors.position(caller, list, page);
        var below = after.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(after.getFirst());
        return existing(caller.ofShop(), key)
                .chain(() -> reads.list(
                        caller.ofShop(),
                        SegmentVersions::version,
                        VIEW + " and v.number < $3 order by v.number desc limit $4",
                        caller.ofShop().id(),
                        key,
                        below,
                        page.rows()))
                .map(rows ->
                        cursors.page(caller, list, page, rows, version -> List.of(String.valueOf(version.number()))))
                .chain(found -> page.count()
                        ? counted(caller.ofShop(), key, found)
                        : Uni.createFrom().item(found));
    }

    /// Refuses with `segment_not_found` or `segment_version_not_found`.
    public Uni<SegmentVersion> get(String key, int number) {
        return find(key, number).map(found -> found.orElseThrow(() -> missing(number)));
    }

    /// The same, or empty where the segment has no such version.
    public Uni<Optional<SegmentVersion>> find(String key, int number) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return existing(shop, key)
                .chain(() -> reads.find(
                        shop, SegmentVersions::version, VIEW + " and v.number = $3", shop.id(), key, number));
    }

    /// Makes a version live: the draft, or an earlier one, which takes the rule back. A draft that waits goes on
    /// waiting.
    public Uni<Segment> publish(String key, int number, ExpectedVersion expected) {
        return commands.run(
                key,
                "versions/" + number + "/publish",
                expected,
                (caller, segment) -> publication.publish(caller, segment, number));
    }

    static Refusal missing(int number) {
        return SEGMENT_VERSION_NOT_FOUND.because(
                "The segment has no version " + number + ".", "客群没有版本 " + number + "。");
    }

    private Uni<?> existing(Shop shop, String key) {
        return segments.idOf(shop, key);
    }

    private Uni<Page<SegmentVersion>> counted(Shop shop, String key, Page<SegmentVersion> page) {
        return reads.find(shop, row -> row.getLong(0), """
            select count(*) from segment_version v
            where v.shop_id = $1 and v.segment_id = (select id from segment where shop_id = $1 and key = $2)\
            """, shop.id(), key)
                .map(total -> page.withTotal(total.orElse(0L)));
    }

    private static SegmentVersion version(Row row) {
        var publishedAt = row.getOffsetDateTime("published_at");
        return new SegmentVersion(
                row.getInteger("number"),
                row.getString("rule"),
                row.getString("rule_json"),
                row.getString("hash"),
                row.getInteger("same_rule_as"),
                row.getBoolean("live"),
                row.getString("author"),
                row.getString("note"),
                row.getOffsetDateTime("created_at").toInstant(),
                publishedAt == null ? null : publishedAt.toInstant());
    }
}
