package io.kequn.event;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// The latest events of one of many customers. No connection: what comes after is asked for one customer at a
/// time, from `pageInfo.endCursor` on.
public record LatestEvents(List<Event> nodes, PageInfo pageInfo) {
    public LatestEvents {
        nodes = List.copyOf(nodes);
    }

    static LatestEvents of(Page<Event> page) {
        return Connections.of(page, (cursor, event) -> event, LatestEvents::new);
    }
}
