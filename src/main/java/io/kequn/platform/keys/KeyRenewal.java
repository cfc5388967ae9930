package io.kequn.platform.keys;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.kequn.platform.job.Jobs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// Makes the job of a shop that has values by older keys, unless it has one that runs.
@Singleton
class KeyRenewal implements DueWork {
    static final String KIND = "key-renewal";

    private static final String OPEN = """
        select id from job where shop_id = $1 and kind = $2 and status in ('queued', 'running') limit 1\
        """;

    private final FactTransaction facts;
    private final Jobs jobs;

    KeyRenewal(FactTransaction facts, Jobs jobs) {
        this.facts = facts;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return facts.write(run.command(Boolean.class), session -> begin(session).map(made -> changes -> made))
                .invoke(jobs::wake)
                .map(made -> Optional.empty());
    }

    private static Uni<Boolean> begin(FactSession session) {
        return session.query(OPEN, session.shop().id(), KeyRotation.KIND)
                .chain(open -> open.size() > 0
                        ? Uni.createFrom().item(false)
                        : Jobs.create(session, KeyRotation.job()).replaceWith(true));
    }
}
