package io.kequn.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Shop;
import io.kequn.stream.ChangeSelection;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/// A row of `webhook`.
@Entity
@Table(name = "webhook")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class WebhookEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(updatable = false)
    int shopId;

    @Column(updatable = false)
    UUID publicId;

    String url;

    @Nullable
    String description;

    String types;
    String filter;
    boolean notices;
    boolean enabled;

    /// Sealed, as the previous one.
    String secret;

    @Nullable
    String previousSecret;

    @Nullable
    Instant previousUntil;

    @Version
    int version = 1;

    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
    Instant createdAt;

    @CurrentTimestamp(source = SourceType.VM)
    Instant updatedAt;

    static WebhookEntity of(Shop shop, SealedSecrets secrets) {
        var webhook = new WebhookEntity();
        webhook.shopId = shop.id();
        webhook.publicId = UuidCreator.getTimeOrderedEpochPlus1();
        webhook.enabled = true;
        webhook.secret = secrets.seal(shop.id(), webhook.publicId, Secrets.random());
        return webhook;
    }

    void select(ChangeSelection selection) {
        types = Selections.types(selection);
        filter = Selections.filter(selection);
    }

    /// The present secret goes on signing beside the new one for a while.
    void rotate(Instant until, SealedSecrets secrets) {
        previousSecret = secret;
        previousUntil = until;
        secret = secrets.seal(shopId, publicId, Secrets.random());
    }
}
