package io.kequn.boot;

import io.smallrye.config.SmallRyeConfig;
import java.util.List;

/// Traces are made only where there is somewhere to send them.
final class Tracing {
    private static final String OFF = "quarkus.otel.sdk.disabled";
    private static final List<String> ENDPOINTS =
            List.of("quarkus.otel.exporter.otlp.traces.endpoint", "quarkus.otel.exporter.otlp.endpoint");

    private Tracing() {}

    /// An address for traces turns tracing on, unless it was turned off by name. Other programs' name for the address
    /// is understood as well.
    static void adopt(SmallRyeConfig config) {
        config.getOptionalValue("otel.exporter.otlp.endpoint", String.class)
                .filter(endpoint -> ENDPOINTS.stream().noneMatch(name -> isSet(config, name)))
                .ifPresent(endpoint -> System.setProperty(ENDPOINTS.getLast(), endpoint));
        boolean wanted = isSet(config, "otel.exporter.otlp.endpoint")
                || ENDPOINTS.stream().anyMatch(name -> isSet(config, name));
        if (wanted && System.getProperty(OFF) == null && System.getenv("QUARKUS_OTEL_SDK_DISABLED") == null) {
            System.setProperty(OFF, "false");
        }
    }

    private static boolean isSet(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class)
                .filter(value -> !value.isBlank())
                .isPresent();
    }
}
