package io.kequn.customer;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which statements of a history are asked for; null for all.
public record ConsentFilter(
        @Nullable ConsentPurpose purpose, @Nullable ConsentChannel channel) {
    private static final Map<String, ConsentPurpose> PURPOSES =
            Arrays.stream(ConsentPurpose.values()).collect(Collectors.toMap(ConsentPurpose::text, Function.identity()));
    private static final Map<String, ConsentChannel> CHANNELS =
            Arrays.stream(ConsentChannel.values()).collect(Collectors.toMap(ConsentChannel::text, Function.identity()));

    /// The instant of a question about the past; null for none. Refuses a text that is none with `value_invalid`.
    public static @Nullable Instant asOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var inputs = new Inputs();
        var instant = inputs.parsed("asOf", text, Times::instant, Instant.EPOCH, Times.INSTANT);
        inputs.check();
        return instant;
    }

    /// Reads query parameters; refuses unknown words with `value_invalid`.
    public static ConsentFilter parse(@Nullable String purpose, @Nullable String channel) {
        var inputs = new Inputs();
        var filter = new ConsentFilter(
                purpose == null ? null : inputs.choice("purpose", purpose, PURPOSES),
                channel == null ? null : inputs.choice("channel", channel, CHANNELS));
        inputs.check();
        return filter;
    }
}
