package io.kequn.segment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A row of `segment_version`: a rule that is published, was, or waits to be. Once published it never changes.
@Entity
@Table(name = "segment_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class SegmentVersionEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false, updatable = false)
    int segmentId;

    @Column(nullable = false, updatable = false)
    int number;

    @Column(nullable = false)
    String rule;

    @Column(nullable = false)
    String ruleJson;

    @Column(nullable = false)
    String hash;

    boolean readsTime;

    int languageVersion;

    @Nullable
    String author;

    @Nullable
    String note;

    @Column(nullable = false, updatable = false)
    OffsetDateTime createdAt;

    @Nullable
    OffsetDateTime publishedAt;
}
