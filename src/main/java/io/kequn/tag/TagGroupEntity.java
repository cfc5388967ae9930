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

/// A row of `tag_group`.
@Entity
@Table(name = "tag_group")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TagGroupEntity {
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

    String kind = TagGroupKind.CUSTOM.text();
    boolean exclusive;

    @Version
    int version = 1;

    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
    Instant createdAt;

    @CurrentTimestamp(source = SourceType.VM)
    Instant updatedAt;

    /// Changes what the patch mentions.
    void set(Patch<TagGroupSpec> patch) {
        var values = patch.values();
        name = Objects.requireNonNull(patch.or("name", values.name(), name));
        description = patch.or("description", values.description(), description);
        kind = values.kind() == null ? kind : values.kind().text();
        exclusive = values.exclusive() == null ? exclusive : values.exclusive();
    }

    static TagGroupEntity of(Shop shop, String key) {
        var group = new TagGroupEntity();
        group.shopId = shop.id();
        group.key = key;
        return group;
    }
}
