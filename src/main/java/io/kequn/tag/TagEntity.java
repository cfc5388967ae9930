package io.kequn.tag;

import io.kequn.platform.access.Shop;
import io.kequn.platform.value.Patch;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/// A row of `tag`.
@Entity
@Table(name = "tag")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TagEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(updatable = false)
    int shopId;

    @Column(updatable = false)
    String key;

    String name;

    @Nullable
    String description;

    @Nullable
    String color;

    @Nullable
    Integer groupId;

    @Column(name = "public")
    boolean shown;

    boolean deleting;

    boolean automatic;

    @Version
    int version = 1;

    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
    Instant createdAt;

    @CurrentTimestamp(source = SourceType.VM)
    Instant updatedAt;

    /// Changes what the patch mentions, but for the group.
    void set(Patch<TagSpec> patch) {
        var values = patch.values();
        name = Objects.requireNonNull(patch.or("name", values.name(), name));
        description = patch.or("description", values.description(), description);
        color = patch.or("color", values.color(), color);
        shown = Boolean.TRUE.equals(patch.or("public", values.isPublic(), shown));
    }

    static TagEntity of(Shop shop, String key) {
        var tag = new TagEntity();
        tag.shopId = shop.id();
        tag.key = key;
        return tag;
    }
}
