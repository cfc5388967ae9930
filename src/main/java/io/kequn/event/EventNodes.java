package io.kequn.event;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds events by their global ids.
@Singleton
class EventNodes implements NodeResolver {
    private final EventReads reads;

    EventNodes(EventReads reads) {
        this.reads = reads;
    }

    @Override
    public String type() {
        return "Event";
    }

    @Override
    public Uni<List<Event>> find(List<String> keys) {
        return reads.byIds(keys);
    }
}
