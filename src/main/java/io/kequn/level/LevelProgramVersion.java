package io.kequn.level;

import io.kequn.level.LevelProgram.DraftTerms;
import io.kequn.platform.database.Columns;
import io.kequn.publication.PublishedVersion;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// The terms of a program: the live ones, some that were, or the draft that waits, which alone has no
/// `publishedAt`. What was published never changes; an earlier version becomes live again by being published
/// again.
public record LevelProgramVersion(
        int number,
        DraftTerms terms,

        @Description("SHA-256 of the terms; equal terms have equal hashes.")
        String hash,

        @Nullable @Description("The first earlier version with the same terms.")
        Integer sameTermsAs,

        boolean live,

        @Nullable @Description("The credential that wrote the terms.")
        String author,

        @Nullable String note,
        Instant createdAt,

        @Nullable @Description("When it was first published; null for the draft.")
        Instant publishedAt)
        implements PublishedVersion {
    static LevelProgramVersion of(Row row) {
        var columns = Columns.of(row);
        return new LevelProgramVersion(
                columns.count("number"),
                Objects.requireNonNull(DraftTerms.of(LevelTerms.read(columns.text("terms")))),
                columns.text("hash"),
                row.getInteger("same_terms_as"),
                columns.flag("live"),
                columns.textOrNull("author"),
                columns.textOrNull("note"),
                columns.instant("created_at"),
                columns.instantOrNull("published_at"));
    }
}
