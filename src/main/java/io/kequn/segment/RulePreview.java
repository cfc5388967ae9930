package io.kequn.segment;

import io.kequn.customer.CustomerSummary;
import io.kequn.publication.Dependent;
import io.kequn.publication.RuleCheck;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a rule would hold for, were it live at `evaluatedAt`: the exact count and up to 50 of the customers.
/// `entering` and `leaving` are there where it was compared with a segment: who would become a member of it,
/// and who would be one no more.
public record RulePreview(
        @Description("The rule as the service understands it, with findings.")
        RuleCheck check,

        @Nullable String segment,
        long count,
        List<CustomerSummary> samples,
        @Nullable Customers entering,
        @Nullable Customers leaving,

        @Description("Whose rules read the segment; they would follow.")
        List<Dependent> dependents,

        Instant evaluatedAt,
        String timeZone) {
    public RulePreview {
        samples = List.copyOf(samples);
        dependents = List.copyOf(dependents);
    }

    /// How many customers, exactly, and up to 50 of them.
    public record Customers(long count, List<CustomerSummary> samples) {
        public Customers {
            samples = List.copyOf(samples);
        }
    }
}
