package io.kequn.segment;

import io.kequn.benefit.Benefits;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.publication.DefinitionFinder;
import io.kequn.publication.DefinitionKind;
import io.kequn.publication.Progress;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads of segment definitions into the record that callers see.
@Singleton
class SegmentReads implements DefinitionFinder {
    /// The live version if there is one, the latest draft if it is newer, the exact number of members, and the
    /// build's progress.
    private static final String VIEW = """
        select s.key, s.name, s.description, s.kind, s.status, s.live_version, s.version, s.public,
          s.created_at, s.updated_at, s.archived_at, case when live.number is not null then live.benefits when s.kind = 'static' then s.benefits
            else draft.benefits end benefits,
          draft.benefits draft_benefits, live.rule live_rule, draft.rule draft_rule,
          coalesce(live.rule_json, draft.rule_json) rule_json,
          (select count(*) from segment_member m
            where m.shop_id = s.shop_id and m.segment_id = s.id and s.archived_at is null) member_count,
          job.done, job.total
        from segment s
        left join segment_version live on live.segment_id = s.id and live.number = s.live_version
        left join lateral (
          select v.rule, v.rule_json, v.benefits from segment_version v
          where v.segment_id = s.id and v.published_at is null order by v.number desc limit 1) draft on true
        left join job on job.shop_id = s.shop_id and job.id = s.build_id and s.status = 'building'
        where s.shop_id = $1\
        """;

    private static final String ONE = VIEW + " and s.key = $2";
    private static final String BY_KEYS = VIEW + " and s.key = any($2) order by s.key";

    private final ShopReads reads;
    private final Cursors cursors;

    SegmentReads(ShopReads reads, Cursors cursors) {
        this.reads = reads;
        this.cursors = cursors;
    }

    Uni<Segment> get(Shop shop, String key) {
        return find(shop, key).map(found -> found.orElseThrow(() -> Kind.SEGMENT.missing(key)));
    }

    Uni<Optional<Segment>> find(Shop shop, String key) {
        return reads.find(shop, SegmentReads::segment, ONE, shop.id(), key);
    }

    /// Those of the keys that exist.
    Uni<List<Segment>> byKeys(Shop shop, List<String> keys) {
        return reads.list(shop, SegmentReads::segment, BY_KEYS, shop.id(), keys.toArray(String[]::new));
    }

    /// The segment as the running definition transaction has made it.
    static Uni<Segment> inside(Shop shop, String key) {
        return DefinitionTransaction.find(SegmentReads::segment, ONE, shop.id(), key)
                .map(Optional::orElseThrow);
    }

    @Override
    public DefinitionKind defines() {
        return DefinitionKind.SEGMENT;
    }

    @Override
    public Uni<Integer> idOf(Shop shop, String key) {
        return reads.find(
                        shop,
                        row -> row.getInteger("id"),
                        "select id from segment where shop_id = $1 and key = $2",
                        shop.id(),
                        key)
                .map(found -> found.orElseThrow(() -> Kind.SEGMENT.missing(key)));
    }

    /// Segments in order of their keys; archived ones only if asked for.
    Uni<Page<Segment>> list(Caller caller, @Nullable SegmentStatus status, PageRequest page) {
        var list = "segments " + (status == null ? "live" : status.text());
        var after = cursors.position(caller, list, page);
        return reads.list(
                        caller.ofShop(),
                        SegmentReads::segment,
                        VIEW + """
                             and ($2::text is null or s.key > $2)
                             and ($3::text is null and s.status <> 'archived' or s.status = $3)
                            order by s.key limit $4\
                            """,
                        caller.ofShop().id(),
                        after.isEmpty() ? null : after.getFirst(),
                        status == null ? null : status.text(),
                        page.rows())
                .map(rows -> cursors.page(caller, list, page, rows, segment -> List.of(segment.key())))
                .chain(found -> page.count()
                        ? counted(caller.ofShop(), status, found)
                        : Uni.createFrom().item(found));
    }

    private Uni<Page<Segment>> counted(Shop shop, @Nullable SegmentStatus status, Page<Segment> page) {
        return reads.find(shop, row -> row.getLong(0), """
            select count(*) from segment s where s.shop_id = $1
              and ($2::text is null and s.status <> 'archived' or s.status = $2)\
            """, shop.id(), status == null ? null : status.text())
                .map(total -> page.withTotal(total.orElse(0L)));
    }

    private static Segment segment(Row row) {
        return segment(Columns.of(row));
    }

    private static Segment segment(Columns row) {
        var live = row.textOrNull("live_rule");
        var draft = row.textOrNull("draft_rule");
        var status = SegmentStatus.of(row.text("status"));
        return new Segment(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                SegmentKind.of(row.text("kind")),
                status,
                live == null ? draft : live,
                row.textOrNull("rule_json"),
                live == null ? null : draft,
                live == null ? null : row.count("live_version"),
                Benefits.read(row.textOrNull("benefits")),
                live == null || draft == null ? null : Benefits.read(row.textOrNull("draft_benefits")),
                row.flag("public"),
                row.number("member_count"),
                Progress.of(status, row),
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.instantOrNull("archived_at"));
    }
}
