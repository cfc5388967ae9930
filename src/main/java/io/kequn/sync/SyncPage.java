package io.kequn.sync;

import java.util.List;

/// A page of a sync. `token` continues after it: at once if `more`, otherwise whenever the client wants to know
/// what has changed since.
public record SyncPage(List<SyncItem> items, String token, boolean more) {
    public SyncPage {
        items = List.copyOf(items);
    }
}
