package io.kequn.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.job.Job.JobError;
import io.kequn.platform.job.StoredJob;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/// An import as its caller sees it. `rows` is null until they are counted. `done` and `failed` count rows; `created`,
/// `updated` and `unchanged` count customers, or orders and refunds: in a dry run, what would have become of them.
@Description("A file on its way into the shop.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Import(
        @NonNull UUID id,
        @NonNull ImportKind kind,
        @NonNull ImportStatus status,
        boolean dryRun,
        @Nullable @Description("Of the file, unpacked.") Long bytes,

        @Nullable @Description("Null until they are counted.")
        Long rows,

        @Description("Rows that went through.") long done,
        @Description("Rows with errors.") long failed,
        @Nullable Double progress,
        long created,
        long updated,
        long unchanged,

        @NonNull @Description("How many errors there are of each kind; a row can have several.")
        List<@NonNull ErrorCount> errors,

        @Nullable @Description("Why the whole import failed.")
        JobError error,

        boolean cancelRequested,
        @NonNull ImportSpec spec,
        @NonNull Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public Import {
        errors = List.copyOf(errors);
    }

    /// How many errors of one kind there are.
    public record ErrorCount(@NonNull String code, long count) {}

    static Import of(StoredJob stored, ImportSpec spec) {
        var job = stored.job();
        var tally = ImportTally.read(stored.state());
        var errors = tally.errors().entrySet().stream()
                .map(entry -> new ErrorCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ErrorCount::code))
                .toList();
        return new Import(
                job.id(),
                spec.kind(),
                ImportStatus.of(stored),
                Boolean.TRUE.equals(spec.dryRun()),
                stored.state().getLong("size"),
                job.total(),
                job.done(),
                job.failed(),
                job.progress(),
                tally.count("created"),
                tally.count("updated"),
                tally.count("unchanged"),
                errors,
                job.error(),
                job.cancelRequested(),
                spec,
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }
}
