package io.kequn.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Measures requests under the name and labels that others use for it. There are as many values of labels as
/// the service has paths, whatever is asked for.
@Singleton
class RequestTimes {
    private static final Duration[] BOUNDS = IntStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    private record Kind(String method, String uri, int status) {}

    void record(String method, String template, int status, long nanos) {
        var kind = new Kind(METHODS.contains(method) ? method : "OTHER", template, status);
        timers.computeIfAbsent(kind, this::timer).record(Duration.ofNanos(nanos));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Requests, from their first byte until their answer has been written")
                .tags("method", kind.method, "uri", kind.uri, "status", String.valueOf(kind.status))
                .tags("outcome", Outcome.forStatus(kind.status).name())
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }
}
