package io.kequn.platform.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.kequn.platform.access.Caller;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The quotas of the credentials that call this replica. Each has one of its own, so that no integration uses up what
/// another one of the shop needs. What has not called for two windows is full anyway, and forgotten.
@Singleton
public class RateLimits {
    private final RateSettings settings;
    private final LoadingCache<Credential, Quota> quotas;

    private record Credential(int shop, String principal) {}

    RateLimits(RateSettings settings) {
        this.settings = settings;
        this.quotas = Caffeine.newBuilder()
                .expireAfterAccess(settings.window().multipliedBy(2))
                .build(credential -> full());
    }

    private Quota full() {
        var bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.points()).refillGreedy(settings.points(), settings.window()))
                .build();
        return new Quota(bucket, settings.points(), settings.window());
    }

    /// Empty where there is no limit: for the platform's administrator, and where none is set.
    public Optional<Quota> of(Caller caller) {
        var shop = caller.shop();
        return settings.points() == 0 || shop == null
                ? Optional.empty()
                : Optional.of(quotas.get(new Credential(shop.id(), caller.principal())));
    }
}
