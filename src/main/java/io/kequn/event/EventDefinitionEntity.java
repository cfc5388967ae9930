package io.kequn.event;

import io.kequn.platform.access.Shop;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A row of `event_definition`. Only `EventDefinitionService` sets its columns.
@Entity
@Table(name = "event_definition")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class EventDefinitionEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false, updatable = false)
    String name;

    @Nullable
    String description;

    @Column(nullable = false)
    String[] propertyNames;

    @Column(nullable = false)
    String[] propertyTypes;

    @Version
    int version = 1;

    @Column(nullable = false, updatable = false)
    OffsetDateTime createdAt;

    @Column(nullable = false)
    OffsetDateTime updatedAt;

    static EventDefinitionEntity of(Shop shop, String name) {
        var entity = new EventDefinitionEntity();
        entity.shopId = shop.id();
        entity.name = name;
        entity.propertyNames = new String[0];
        entity.propertyTypes = new String[0];
        entity.createdAt = now();
        entity.updatedAt = entity.createdAt;
        return entity;
    }

    /// When a definition was edited is for people to read; nothing is decided by it.
    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    SortedMap<String, EventPropertyType> types() {
        return EventPropertyType.byName(propertyNames, propertyTypes);
    }

    void declare(@Nullable String wanted, Map<String, EventPropertyType> types) {
        var sorted = new TreeMap<>(types);
        var names = sorted.keySet().toArray(String[]::new);
        var words = sorted.values().stream().map(EventPropertyType::text).toArray(String[]::new);
        if (!Objects.equals(description, wanted)
                || !Arrays.equals(names, propertyNames)
                || !Arrays.equals(words, propertyTypes)) {
            description = wanted;
            propertyNames = names;
            propertyTypes = words;
            updatedAt = now();
        }
    }

    EventDefinition view() {
        return EventDefinitionStore.view(
                name, description, types(), createdAt.toInstant(), updatedAt.toInstant(), version);
    }
}
