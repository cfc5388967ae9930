package io.kequn.segment;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class SegmentVersionRepository implements PanacheRepositoryBase<SegmentVersionEntity, Integer> {
    /// The live versions and the drafts of all segments.
    Uni<List<SegmentVersionEntity>> open(Shop shop) {
        return list(
                "from SegmentVersionEntity v where v.shopId = ?1 and (v.publishedAt is null or v.number = "
                        + "(select s.liveVersion from SegmentEntity s where s.id = v.segmentId))",
                shop.id());
    }

    /// All versions of a segment, the latest first.
    Uni<List<SegmentVersionEntity>> of(Shop shop, SegmentEntity segment) {
        return list("shopId = ?1 and segmentId = ?2 order by number desc", shop.id(), segment.id);
    }
}
