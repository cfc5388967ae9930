package io.kequn.platform.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.problem.Text;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A job as its caller sees it. `total` is null until it is known, and `progress` (0 to 1) with it. `done` counts what
/// went through and `failed` what did not; both only grow.
@Description("Work in the background that a command has started.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Job(
        UUID id,
        String kind,
        JobStatus status,
        @Nullable Long total,
        long done,
        long failed,
        @Nullable Double progress,
        boolean cancelRequested,
        @Nullable JobError error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /// Why the job failed: a code of the error catalogue and a sentence in the reader's language.
    @Description("Why the job failed.")
    public record JobError(String code, String message) {
        private static final String BETWEEN = "\n";

        static String stored(String code, Text text) {
            return String.join(BETWEEN, code, text.english(), text.chinese());
        }

        static @Nullable JobError of(@Nullable String stored, Locale locale) {
            if (stored == null) {
                return null;
            }
            var parts = stored.split(BETWEEN, 3);
            return new JobError(parts[0], new Text(parts[1], parts[2]).in(locale));
        }
    }

    static Job queued(UUID id, NewJob job, Instant createdAt) {
        Double progress = job.total() == null ? null : 0.0;
        return new Job(
                id, job.kind(), JobStatus.QUEUED, job.total(), 0, 0, progress, false, null, createdAt, null, null);
    }

    Job withTotal(long newTotal) {
        return new Job(
                id,
                kind,
                status,
                newTotal,
                done,
                failed,
                0.0,
                cancelRequested,
                error,
                createdAt,
                startedAt,
                finishedAt);
    }

    static Job of(JobRow row, Locale locale) {
        return new Job(
                row.id(),
                row.kind(),
                row.status(),
                row.total(),
                row.done(),
                row.failed(),
                progress(row),
                row.cancelRequested(),
                JobError.of(row.error(), locale),
                row.createdAt().toInstant(),
                instant(row.startedAt()),
                instant(row.finishedAt()));
    }

    private static @Nullable Double progress(JobRow row) {
        if (row.status() == JobStatus.SUCCEEDED) {
            return 1.0;
        }
        Long total = row.total();
        return total == null ? null : total == 0 ? 0.0 : Math.min(1.0, (row.done() + row.failed()) / (double) total);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
