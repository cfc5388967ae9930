package io.kequn.audit;

import java.util.Locale;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who it was.
public record AuditActor(
        Kind kind,

        @Schema(description = "An API key's id, `oidc:` with a person's subject, `job:` with its id, `platform` …")
        @Description("An API key's id, `oidc:` with a person's subject, `job:` with its id, `platform` …")
        String id,

        @Schema(description = "The name of an API key; of a job, who began it.")
        @Description("The name of an API key; of a job, who began it.")
        @Nullable
        String name) {

    /// `database` is somebody who changed the tables past the service.
    @Name("AuditActorKind")
    public enum Kind {
        PLATFORM,
        API_KEY,
        PERSON,
        CUSTOMER,
        SYSTEM,
        DATABASE;

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
