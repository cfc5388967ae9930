package io.kequn.tagrule;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.platform.value.Versioned;
import io.kequn.publication.Progress;
import io.kequn.publication.RuleNotation;
import io.kequn.publication.SegmentStatus;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.jspecify.annotations.Nullable;

/// The rule that gives a tag: every customer for whom it holds has the tag, and nobody else but those whom
/// people have given it. Of the rules of an exclusive group the one of the highest `priority` that holds gives
/// its tag, of equal ones that whose key comes first. `customerCount` is how many have the tag by the rule.
public record TagRule(
        String tag,
        String rule,

        @JsonRawValue @JsonDeserialize(using = RuleNotation.class) @Description("The rule in JSON notation")
        String ruleJson,

        int priority,
        SegmentStatus status,
        long customerCount,
        @Nullable Progress progress,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    @Override
    @Ignore
    public String etag() {
        return status.etag(version, customerCount, progress);
    }
}
