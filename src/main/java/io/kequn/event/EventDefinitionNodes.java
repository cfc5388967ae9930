package io.kequn.event;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds what is declared of events by global ids.
@Singleton
class EventDefinitionNodes implements NodeResolver {
    private final EventDefinitionService definitions;

    EventDefinitionNodes(EventDefinitionService definitions) {
        this.definitions = definitions;
    }

    @Override
    public String type() {
        return "EventDefinition";
    }

    @Override
    public Uni<List<EventDefinition>> find(List<String> keys) {
        return definitions.byNames(keys);
    }
}
