package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.job.Job;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The outcome of a bulk command: one item for each name in the order sent, or the job that does it. Of a
/// customer who is named several times, only the first item tells the change; the others are `unchanged`.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BulkResult(
        List<Item> items,
        List<MembershipChange> membershipChanges,
        @Nullable Job job) {
    public BulkResult {
        items = List.copyOf(items);
        membershipChanges = List.copyOf(membershipChanges);
    }

    /// What became of one customer; `customerId` is null if there is none.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Item(int index, String customer, @Nullable UUID customerId, Status status) {}

    /// `prolonged`: the customer had the tag, and has it longer now, or no longer by its rule alone.
    public enum Status {
        ADDED,
        PROLONGED,
        REMOVED,
        UNCHANGED,
        CUSTOMER_NOT_FOUND;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
