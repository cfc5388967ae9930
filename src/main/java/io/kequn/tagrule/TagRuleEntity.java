package io.kequn.tagrule;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/// A row of `tag_rule`.
@Entity
@Table(name = "tag_rule")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TagRuleEntity {
    @Id
    Integer tagId;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false)
    String rule;

    @Column(nullable = false)
    String ruleJson;

    @Column(nullable = false)
    String hash;

    int priority;

    @Column(nullable = false)
    @OptimisticLock(excluded = true)
    String status;

    boolean readsTime;

    int languageVersion;

    @Nullable
    String author;

    @Nullable
    @OptimisticLock(excluded = true)
    UUID buildId;

    // The change log names it. A build does not raise it.
    @Version
    int version = 1;

    @Column(nullable = false, updatable = false)
    OffsetDateTime createdAt;

    @Column(nullable = false)
    OffsetDateTime updatedAt;
}
