package io.kequn.segment;

import io.kequn.benefit.Benefits;
import io.kequn.platform.value.Patch;
import io.kequn.publication.PublishedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A row of `segment`.
@Entity
@Table(name = "segment")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class SegmentEntity extends PublishedEntity {
    @Column(nullable = false, updatable = false)
    String kind;

    /// As [Benefits] writes them: those of the live version, or of a static segment.
    @Nullable
    String benefits;

    @Column(name = "public")
    boolean shown;

    /// Takes from the patch whether customers may know of it; answers whether that is new.
    boolean show(Patch<SegmentSpec> patch) {
        boolean before = shown;
        shown = Boolean.TRUE.equals(patch.or("public", patch.values().isPublic(), before));
        return shown != before;
    }

    /// Whether people keep its list, by no rule.
    boolean hasNoRule() {
        return SegmentKind.of(kind) == SegmentKind.STATIC;
    }

    /// Makes a version live, with what it gives.
    void goLive(SegmentVersionEntity version, OffsetDateTime at) {
        goLive(version, version.readsTime, at);
        benefits = version.benefits;
    }
}
