package io.kequn.points;

import io.kequn.platform.access.Shop;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;

/// A row of `points_rule`.
@Entity
@Table(name = "points_rule")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class PointsRuleEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(updatable = false)
    int shopId;

    @Column(updatable = false)
    String key;

    String spec;

    boolean archived;

    @Version
    int version = 1;

    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
    Instant createdAt;

    @CurrentTimestamp(source = SourceType.VM)
    Instant updatedAt;

    static PointsRuleEntity of(Shop shop, String key) {
        var rule = new PointsRuleEntity();
        rule.shopId = shop.id();
        rule.key = key;
        return rule;
    }
}
