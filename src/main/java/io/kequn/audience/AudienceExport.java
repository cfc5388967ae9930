package io.kequn.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.customer.ConsentChannel;
import io.kequn.customer.ConsentPurpose;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who has let members of a segment out, for what, and how many; kept for good. The file is made while it is read, from
/// the consents of that moment, so that nothing of it is stored and nobody is in it who has withdrawn meanwhile.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AudienceExport(
        @Name("uuid") UUID id,
        String segment,
        ConsentPurpose purpose,
        ConsentChannel channel,
        List<String> columns,
        @Nullable AudienceHashing hashing,

        @Schema(description = "Members when it was made.") @Description("Members when it was made.")
        int members,

        @Schema(description = "Those of them who are in the file.") @Description("Those of them who are in the file.")
        int exported,

        Withheld withheld,

        @Schema(description = "Where the file is, as CSV or NDJSON by `Accept`, until `expiresAt`.")
        @Description("Where the file is, as CSV or NDJSON by Accept, until expiresAt.")
        String file,

        Instant expiresAt,
        Instant createdAt,
        String createdBy,
        int downloads,
        @Nullable Instant lastDownloadAt) {
    public AudienceExport {
        columns = List.copyOf(columns);
    }

    /// Why members are not in the file: what they have said, or that they cannot be reached over the channel.
    @Name("AudienceWithheld")
    public record Withheld(int denied, int pending, int unknown, int unreachable) {}
}
