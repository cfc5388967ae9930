package io.kequn.audience;

import io.kequn.customer.ConsentChannel;
import io.kequn.customer.ConsentPurpose;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What members of a segment are to be reached for, over what, and what the other system learns of them.
public record AudienceSpec(
        ConsentPurpose purpose,
        ConsentChannel channel,

        @Nullable
        @Schema(description = "Columns of the file; the id and what the channel needs unless said, hashed ones alone.")
        @Description("Columns of the file; the id and what the channel needs unless said, hashed ones alone.")
        List<String> columns,

        @Nullable
        @Schema(
                description =
                        "Gives SHA-256 of e-mail and phone as that advertiser wants it, and hardly anything else.")
        @Description("Gives SHA-256 of e-mail and phone as that advertiser wants it, and hardly anything else.")
        AudienceHashing hashing) {
    public AudienceSpec {
        columns = columns == null ? null : List.copyOf(columns);
    }
}
