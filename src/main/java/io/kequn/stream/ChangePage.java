package io.kequn.stream;

import java.util.List;

/// Events in the order of their numbers, and the number up to which they were looked for: few may have passed the
/// filter, or none, and the next page begins there. `more` says that there are changes after it at present.
public record ChangePage(List<ChangeEvent> events, long looked, boolean more) {
    public ChangePage {
        events = List.copyOf(events);
    }
}
