package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where a delivery stands.
public enum DeliveryState {
    /// To be sent, for the first time or again.
    PENDING,
    /// Held back by an earlier event of the same customer that fails.
    WAITING,
    DELIVERED,
    /// Given up. It can be replayed.
    FAILED;

    static final Map<String, DeliveryState> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DeliveryState::text, Function.identity()));

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
