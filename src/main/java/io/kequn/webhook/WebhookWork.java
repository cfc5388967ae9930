package io.kequn.webhook;

import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// Finds the shops that have webhooks: at once when one was made or changed, and every 20 seconds for what a replica
/// that has ended may have left. The replica that runs it follows the shop from then on.
@Singleton
class WebhookWork implements DueWork {
    static final String KIND = "webhooks";

    private final Dispatchers dispatchers;

    WebhookWork(Dispatchers dispatchers) {
        this.dispatchers = dispatchers;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return dispatchers.patrol(run.shop());
    }
}
