package io.kequn.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.database.MembershipChange;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of each operation, in the order in which they were sent, and which memberships changed by them.
public record DeviceResults(List<DeviceOperationResult> items, List<MembershipChange> membershipChanges) {
    public DeviceResults {
        items = List.copyOf(items);
        membershipChanges = List.copyOf(membershipChanges);
    }

    /// What became of one operation.
    ///
    /// @param customerId the customer it was done for: the survivor where the one named was merged
    /// @param repeated it was sent before, and this is what became of it then
    /// @param code why it was refused, as in problem documents; null unless it was
    /// @param detail the same for people, in the caller's language
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeviceOperationResult(
            String id,
            DeviceOperationStatus status,
            @Nullable UUID customerId,
            boolean repeated,
            @Nullable String code,
            @Nullable String detail) {
        static DeviceOperationResult of(String id, DeviceOperationStatus status, UUID customer) {
            return new DeviceOperationResult(id, status, customer, false, null, null);
        }
    }

    /// `unchanged`: the customer had the tag already, or did not have it. `superseded`: the tag was given anew, in a
    /// way that the device had not seen when it took it away, so it stays. `refused`: see `code`; the device may
    /// send it again once that is mended.
    public enum DeviceOperationStatus {
        APPLIED,
        UNCHANGED,
        SUPERSEDED,
        REFUSED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static DeviceOperationStatus of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
