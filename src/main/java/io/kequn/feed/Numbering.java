package io.kequn.feed;

import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// Numbers what a reader has left: more changes than it should wait for, such as those of a large build.
@Singleton
class Numbering implements DueWork {
    static final String KIND = "numbering";

    private final ChangeNumbers numbers;

    Numbering(ChangeNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return numbers.step(run.shop()).map(more -> more ? run.again() : Optional.empty());
    }
}
