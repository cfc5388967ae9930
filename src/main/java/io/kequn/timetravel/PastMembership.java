package io.kequn.timetravel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A segment that a customer was in, or a tag that the customer had. Names are those of today.
///
/// @param since null where the change log no longer reaches back to it
/// @param reason why the customer came to it: `data`, `time`, `definition`, `manual`, `import` or `merge`
/// @param ruleVersion the version of the rule that decided; null where people did
@JsonInclude(JsonInclude.Include.ALWAYS)
@Description("A segment that a customer was in, or a tag that the customer had.")
public record PastMembership(
        String key,
        String name,
        @Nullable Instant since,
        @Nullable String reason,
        @Nullable Integer ruleVersion) {
    static PastMembership of(Columns row) {
        return new PastMembership(
                row.text("key"), row.text("name"), row.instantOrNull("since"), row.textOrNull("reason"), version(row));
    }

    /// The version of the rule that decided; null where people did.
    static @Nullable Integer version(Columns row) {
        @Nullable Long version = row.numberOrNull("rule_version");
        return version == null ? null : version.intValue();
    }
}
