package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.problem.ErrorCode.SEGMENT_VERSION_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.publication.VersionReads;
import io.kequn.publication.VersionReads.Versions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The history of a segment's rule.
@Singleton
public class SegmentVersions {
    private static final Versions<SegmentVersion> VERSIONS =
            new Versions<>("segment-versions", """
        select v.number, v.rule, v.rule_json, v.hash, v.author, v.note, v.created_at, v.published_at, v.benefits,
          v.number is not distinct from s.live_version live,
          (select min(e.number) from segment_version e
           where e.segment_id = v.segment_id and e.hash = v.hash and e.number < v.number) same_rule_as
        from segment s join segment_version v on v.shop_id = s.shop_id and v.segment_id = s.id
        where s.shop_id = $1 and s.key = $2\
        """, SegmentVersion::of, SegmentVersion::number);

    private final VersionReads reads;
    private final SegmentReads segments;

    SegmentVersions(VersionReads reads, SegmentReads segments) {
        this.reads = reads;
        this.segments = segments;
    }

    /// The latest first. A static segment has none.
    public Uni<Page<SegmentVersion>> list(String key, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        return segments.idOf(caller.ofShop(), key).chain(() -> reads.list(caller, VERSIONS, key, page));
    }

    /// Refuses with `segment_not_found` or `segment_version_not_found`.
    public Uni<SegmentVersion> get(String key, int number) {
        var caller = Caller.with(SEGMENTS_READ);
        return segments.idOf(caller.ofShop(), key)
                .chain(() -> find(key, number))
                .map(found -> found.orElseThrow(() -> missing(number)));
    }

    /// The same, or empty where there is no such segment or version.
    public Uni<Optional<SegmentVersion>> find(String key, int number) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return reads.find(shop, VERSIONS, key, number);
    }

    static Refusal missing(int number) {
        return SEGMENT_VERSION_NOT_FOUND.because(
                "The segment has no version " + number + ".", "客群没有版本 " + number + "。");
    }
}
