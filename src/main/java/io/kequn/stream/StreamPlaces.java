package io.kequn.stream;

import static io.kequn.platform.problem.ErrorCode.TOO_MANY_STREAMS;

import io.kequn.platform.access.Caller;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/// How many streams are open on this replica, by credential and by shop.
@Singleton
class StreamPlaces {
    private final StreamSettings settings;
    private final MeterRegistry meters;
    private final Map<Object, Integer> taken = new HashMap<>();

    StreamPlaces(StreamSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("kequn.streams.open", this, StreamPlaces::open)
                .description("Streams and subscriptions open on this replica")
                .register(meters);
    }

    private synchronized double open() {
        return taken.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof Credential)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private record Credential(int shop, String principal) {}

    /// Refuses with `too_many_streams`; whoever has taken a place gives it back.
    synchronized void take(Caller caller) {
        int shop = caller.ofShop().id();
        var credential = new Credential(shop, caller.principal());
        if (taken.getOrDefault(credential, 0) >= settings.perCredential()) {
            throw TOO_MANY_STREAMS.because(
                    "This credential has " + settings.perCredential() + " streams open, as many as it may; close one.",
                    "该凭证已打开 " + settings.perCredential() + " 个数据流，达到上限；请先关闭一个。");
        }
        if (taken.getOrDefault(shop, 0) >= settings.perShop()) {
            throw TOO_MANY_STREAMS.because(
                    "The shop has " + settings.perShop() + " streams open, as many as it may; close one.",
                    "该店铺已打开 " + settings.perShop() + " 个数据流，达到上限；请先关闭一个。");
        }
        taken.merge(credential, 1, Integer::sum);
        taken.merge(shop, 1, Integer::sum);
    }

    synchronized void give(Caller caller) {
        int shop = caller.ofShop().id();
        taken.computeIfPresent(new Credential(shop, caller.principal()), (key, count) -> count == 1 ? null : count - 1);
        taken.computeIfPresent(shop, (key, count) -> count == 1 ? null : count - 1);
    }
}
