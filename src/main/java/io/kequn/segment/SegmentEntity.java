package io.kequn.segment;

import io.kequn.publication.PublishedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A row of `segment`.
@Entity
@Table(name = "segment")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class SegmentEntity extends PublishedEntity {
    @Column(nullable = false, updatable = false)
    String kind;

    /// Whether people keep its list, by no rule.
    boolean hasNoRule() {
        return SegmentKind.of(kind) == SegmentKind.STATIC;
    }
}
