package io.kequn.sync;

import java.util.List;

/// A page of a sync. `token` continues after it: at once if `more`, otherwise whenever the client wants to know
/// what has changed since. Once the page is applied, all that has changed up to `number` is in the client's copy, of
/// what it was given so far.
public record SyncPage(List<SyncItem> items, String token, long number, boolean more) {
    public SyncPage {
        items = List.copyOf(items);
    }
}
