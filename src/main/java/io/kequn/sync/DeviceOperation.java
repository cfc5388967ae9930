package io.kequn.sync;

import io.kequn.platform.value.Fingerprint;
import io.kequn.tag.BulkAssignment.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tag that was given or taken on a device. `id` is the device's own of it, at most 64 characters, and never used for
/// another; `customer` is an id or `{source}:{externalId}`; `at` is when it was done, by the device's clock. `base`
/// is the `number` of the last page that the device had then: a removal takes away what the device had seen, and no
/// tag that was given since. Without it, that is judged by `at`.
public record DeviceOperation(
        String id,
        Operation action,
        String customer,
        String tag,
        Instant at,
        @Nullable Long base) {
    /// The same for a customer named otherwise.
    DeviceOperation of(String reference) {
        return new DeviceOperation(id, action, reference, tag, at, base);
    }

    boolean removes() {
        return action == Operation.REMOVE;
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(action.text(), customer, tag);
    }
}
