package io.kequn.shop;

import io.kequn.platform.access.Shop;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "shop")
@DynamicUpdate
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ShopEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Integer id;

    String key;
    String name;
    String status = ShopStatus.ACTIVE.stored();
    String currency;
    String timeZone;
    String locale;

    @Nullable
    String country;

    @Nullable
    String externalRef;

    short weekStart;
    boolean test;

    @Version
    int version = 1;

    // The database's own default would need a read back, which Hibernate Reactive does not do beside an identity.
    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
    Instant createdAt;

    @CurrentTimestamp(source = SourceType.VM)
    Instant updatedAt;

    /// The shop by these settings.
    Shop asShop() {
        return new Shop(
                Objects.requireNonNull(id),
                key,
                Currency.getInstance(currency),
                ZoneId.of(timeZone),
                DayOfWeek.of(weekStart),
                country,
                test);
    }
}
