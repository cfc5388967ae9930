package io.kequn.event;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Ignore;

/// A page of a customer's events, newest first. `of` is what `totalCount` counts, if it is asked for.
public record EventConnection(
        List<EventEdge> edges, PageInfo pageInfo, @Ignore EventReads.Timeline of) {
    public record EventEdge(String cursor, Event node) {}

    public EventConnection {
        edges = List.copyOf(edges);
    }

    static EventConnection of(EventReads.Part part) {
        return Connections.of(
                part.page(), EventEdge::new, (edges, info) -> new EventConnection(edges, info, part.of()));
    }

    public List<Event> getNodes() {
        return Connections.nodes(edges, EventEdge::node);
    }
}
