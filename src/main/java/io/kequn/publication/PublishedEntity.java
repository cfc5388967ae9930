package io.kequn.publication;

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
public abstract class PublishedEntity {
    /// Of a description or a note, in characters.
    public static final int DESCRIPTION_LENGTH = 2_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Integer id;

    @Column(nullable = false, updatable = false)
    public int shopId;

    @Column(nullable = false, updatable = false)
    public String key;

    @Column(nullable = false)
    public String name;

    @Nullable
    public String description;

    // Where it stands is no edit: whoever changes its name after a build has seen the latest version.
    @Column(nullable = false)
    @OptimisticLock(excluded = true)
    public String status;

    @Nullable
    public Integer liveVersion;

    public boolean readsTime;

    @Nullable
    @OptimisticLock(excluded = true)
    public UUID buildId;

    @Version
    public int version = 1;

    @Column(nullable = false, updatable = false)
    public OffsetDateTime createdAt;

    @Column(nullable = false)
    public OffsetDateTime updatedAt;

    @Nullable
    public OffsetDateTime archivedAt;

    /// Takes the name and the description that the patch mentions; answers whether one of them is another.
    public boolean rename(Patch<?> patch, @Nullable String newName, @Nullable String newDescription) {
        var named = Objects.requireNonNull(patch.or("name", newName, name));
        var described = patch.or("description", newDescription, description);
        boolean other = !named.equals(name) || !Objects.equals(described, description);
        name = named;
        description = described;
        return other;
    }

    /// Whether writers go by this version.
    public boolean isLive(VersionEntity one) {
        return Integer.valueOf(one.number).equals(liveVersion);
    }

    /// Of all versions, the latest first, the draft that waits, else the live one.
    public <V extends VersionEntity> V waitingOrLive(List<V> all) {
        return all.stream()
                .filter(one -> one.waits() || isLive(one))
                .findFirst()
                .orElseThrow();
    }

    /// Writers go by this version from now on; brings it back from the archive.
    public void goLive(VersionEntity one, boolean nowReadsTime, OffsetDateTime at) {
        one.publishedAt = one.publishedAt == null ? at : one.publishedAt;
        archivedAt = null;
        liveVersion = one.number;
        readsTime = nowReadsTime;
        updatedAt = at;
    }

    /// Nobody goes by it any more. A build has to follow, by which everybody leaves.
    public void archive(OffsetDateTime at) {
        archivedAt = at;
        status = SegmentStatus.ARCHIVED.text();
        updatedAt = at;
    }
}
