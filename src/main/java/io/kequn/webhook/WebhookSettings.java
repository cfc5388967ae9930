package io.kequn.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;

/// How events are sent to webhooks.
@ConfigMapping(prefix = "kequn.webhooks")
public interface WebhookSettings {
    /// Whether they may lead to this machine and into private networks. Where strangers define webhooks, that would
    /// let them reach what only the service can reach.
    @WithDefault("false")
    boolean allowPrivate();

    /// Whether they may do without TLS.
    @WithDefault("false")
    boolean allowHttp();

    /// How long a connection may take to come about.
    @WithDefault("5S")
    Duration connectTimeout();

    /// For all of an attempt, from looking the name up to the end of the answer.
    @WithDefault("15S")
    Duration timeout();

    /// How long to wait after each failure of an event before it is tried again; after one failure more it has
    /// failed for good. About three days, as Standard Webhooks has it.
    @WithDefault("5S,5M,30M,2H,5H,10H,14H,20H,24H")
    List<Duration> retries();

    /// Events at a time to one webhook, each of another customer.
    @WithDefault("8")
    @Min(1)
    @Max(64)
    int parallel();

    /// Events at a time to all webhooks, on this replica.
    @WithDefault("128")
    @Min(1)
    int mostParallel();

    /// A webhook that is slow, or fails again and again, is left alone for this long, then twice as long, and so on.
    @WithDefault("1S")
    Duration pause();

    /// The longest that one endpoint is left alone after failures, while others are tried.
    @WithDefault("1M")
    Duration longestPause();

    /// A longer `Retry-After` is read as this.
    @WithDefault("1H")
    Duration longestRetryAfter();

    /// After this long without any success a webhook is disabled.
    @WithDefault("3D")
    Duration patience();

    /// How long the secret before goes on signing beside a new one.
    @WithDefault("24H")
    Duration overlap();

    /// How long deliveries are kept.
    @WithDefault("30D")
    Duration retention();

    /// After this long without a sign of life another replica takes a webhook over. Longer than an attempt may
    /// take, since none begins that could outlast it.
    @WithDefault("24S")
    Duration lease();
}
