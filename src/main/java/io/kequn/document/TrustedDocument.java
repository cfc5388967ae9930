package io.kequn.document;

import io.kequn.platform.database.Columns;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A GraphQL document that the shop's clients may name by `id` as `documentId`.
public record TrustedDocument(
        @Id String id,

        @Schema(description = "The digest of the text in lower-case hex; `sha256:` and this names the document as well")
        String sha256,

        @Schema(description = "The name of its first operation that has one") @Nullable
        String name,

        String text,
        Instant createdAt,
        String createdBy) {
    static TrustedDocument of(Columns row) {
        return new TrustedDocument(
                row.text("id"),
                row.text("sha256"),
                row.textOrNull("name"),
                row.text("text"),
                row.instant("created_at"),
                row.text("created_by"));
    }
}
