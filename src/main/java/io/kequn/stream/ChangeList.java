package io.kequn.stream;

import java.util.List;

/// A page of events in the order in which they happened. `token` continues after it: at once if `more`, otherwise
/// whenever the client wants to know what has happened since.
public record ChangeList(List<ChangeEvent> items, String token, boolean more) {
    public ChangeList {
        items = List.copyOf(items);
    }
}
