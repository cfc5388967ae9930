package io.kequn.segment;

import io.kequn.benefit.Benefits;
import io.kequn.publication.VersionEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `segment_version`: a rule of a segment.
@Entity
@Table(name = "segment_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class SegmentVersionEntity extends VersionEntity {
    @Column(nullable = false, updatable = false)
    int segmentId;

    @Column(nullable = false)
    String rule;

    @Column(nullable = false)
    String ruleJson;

    @Column(nullable = false)
    String hash;

    boolean readsTime;

    /// As [Benefits] writes them.
    @Nullable
    String benefits;
}
