package io.kequn.segment;

import io.kequn.platform.value.Patch;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/// What is drafted, published, archived and brought back: a segment, or a layer set.
@MappedSuperclass
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
abstract class PublishedEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false, updatable = false)
    String key;

    @Column(nullable = false)
    String name;

    @Nullable
    String description;

    // Where it stands is no edit: whoever changes its name after a build has seen the latest version.
    @Column(nullable = false)
    @OptimisticLock(excluded = true)
    String status;

    @Nullable
    Integer liveVersion;

    boolean readsTime;

    @Nullable
    @OptimisticLock(excluded = true)
    UUID buildId;

    @Version
    int version = 1;

    @Column(nullable = false, updatable = false)
    OffsetDateTime createdAt;

    @Column(nullable = false)
    OffsetDateTime updatedAt;

    @Nullable
    OffsetDateTime archivedAt;

    /// Takes the name and the description that the patch mentions; answers whether one of them is another.
    boolean rename(Patch<?> patch, @Nullable String newName, @Nullable String newDescription) {
        var named = Objects.requireNonNull(patch.or("name", newName, name));
        var described = patch.or("description", newDescription, description);
        boolean other = !named.equals(name) || !Objects.equals(described, description);
        name = named;
        description = described;
        return other;
    }

    boolean isLive(VersionEntity one) {
        return Integer.valueOf(one.number).equals(liveVersion);
    }

    /// Of all versions, the latest first, the draft that waits, else the live one.
    <V extends VersionEntity> V waitingOrLive(List<V> all) {
        return all.stream()
                .filter(one -> one.waits() || isLive(one))
                .findFirst()
                .orElseThrow();
    }

    void goLive(VersionEntity one, boolean nowReadsTime, OffsetDateTime at) {
        one.publishedAt = one.publishedAt == null ? at : one.publishedAt;
        archivedAt = null;
        liveVersion = one.number;
        readsTime = nowReadsTime;
        updatedAt = at;
    }

    void archive(OffsetDateTime at) {
        archivedAt = at;
        status = SegmentStatus.ARCHIVED.text();
        updatedAt = at;
    }
}
