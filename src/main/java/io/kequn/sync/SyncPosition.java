package io.kequn.sync;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a client has come: what changed up to `number` it has, once it has the whole state; while it is
/// given that, it has the state up to `customer` and `subject`. `tags` are those of the scope's group, as they
/// were at the start.
record SyncPosition(long number, @Nullable UUID customer, int subject, String tags) {
    private static final String NO_CUSTOMER = "";

    /// Before all of the state.
    static final UUID FIRST = new UUID(0, 0);

    static SyncPosition of(List<String> parts) {
        var customer = parts.get(1);
        return new SyncPosition(
                Long.parseLong(parts.get(0)),
                customer.equals(NO_CUSTOMER) ? null : UUID.fromString(customer),
                Integer.parseInt(parts.get(2)),
                parts.get(3));
    }

    List<String> parts() {
        return List.of(
                String.valueOf(number),
                customer == null ? NO_CUSTOMER : customer.toString(),
                String.valueOf(subject),
                tags);
    }

    /// After the state's entry.
    SyncPosition after(UUID id, int of) {
        return new SyncPosition(number, id, of, tags);
    }

    /// All that is numbered so far.
    SyncPosition upTo(long last) {
        return new SyncPosition(last, null, 0, tags);
    }
}
