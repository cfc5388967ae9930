package io.kequn.points;

import io.kequn.platform.access.Shop;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/// A row of `points_settings`.
@Entity
@Table(name = "points_settings")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class PointsSettingsEntity {
    @Id
    Integer shopId;

    @Nullable
    String pendingPeriod;

    String expiryKind;

    @Nullable
    String expiryPeriod;

    @Nullable
    String expiryDay;

    @Nullable
    Integer expiryYears;

    String reversal;

    @Version
    int version = 1;

    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
    Instant createdAt;

    @CurrentTimestamp(source = SourceType.VM)
    Instant updatedAt;

    static PointsSettingsEntity of(Shop shop) {
        var settings = new PointsSettingsEntity();
        settings.shopId = shop.id();
        return settings;
    }

    void set(PointsSettings settings) {
        pendingPeriod = settings.pendingPeriod();
        expiryKind = settings.expiry().kind().text();
        expiryPeriod = settings.expiry().period();
        expiryDay = settings.expiry().monthDay();
        expiryYears = settings.expiry().years();
        reversal = settings.reversal().text();
    }
}
