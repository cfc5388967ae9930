package io.kequn.webhook;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// The settings as they are without configuration, or with some.
final class TestSettings {
    private TestSettings() {}

    static WebhookSettings strict() {
        return with(Map.of());
    }

    static WebhookSettings with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookSettings.class)
                .withConverter(
                        java.time.Duration.class, 1_000, new io.quarkus.runtime.configuration.DurationConverter())
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(WebhookSettings.class);
    }
}
