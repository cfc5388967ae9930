package io.kequn.event;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// What is declared of events, in GraphQL.
@GraphQLApi
public class EventDefinitionGraphQL {
    private final EventDefinitionService definitions;

    EventDefinitionGraphQL(EventDefinitionService definitions) {
        this.definitions = definitions;
    }

    @Query
    @Description("What is declared of the events of this name; null when nothing is.")
    public Uni<@Nullable EventDefinition> eventDefinition(@Id String name) {
        return definitions.find(NodeId.keyOf("EventDefinition", name)).map(found -> found.orElse(null));
    }

    @Query
    @Description("What is declared of events, by their names.")
    public Uni<EventDefinitionConnection> eventDefinitions(@Nullable Integer first, @Nullable String after) {
        return definitions.list(PageRequest.of(first, after, false, "/first")).map(EventDefinitionConnection::of);
    }

    @Mutation
    @Description("Declares the types of an event's properties.")
    public Uni<EventDefinitionPayload> eventDefinitionPut(NewEventDefinition input) {
        return Payload.of(
                () -> definitions.put(input.name(), input.spec(), ExpectedVersion.of(input.expectedVersion())),
                EventDefinitionPayload::of);
    }

    @Mutation
    @Description("Takes back what the shop has declared of an event, if no rule reads it.")
    public Uni<EventDefinitionDeletePayload> eventDefinitionDelete(EventDefinitionTarget input) {
        return Payload.of(
                () -> definitions.delete(input.name(), ExpectedVersion.of(input.expectedVersion())),
                EventDefinitionDeletePayload::of);
    }

    public record NewEventDefinition(
            String name,
            @Nullable String description,
            @Nullable List<EventProperty> properties,
            @Nullable Integer expectedVersion) {
        EventDefinitionSpec spec() {
            return new EventDefinitionSpec(description, properties);
        }
    }

    public record EventDefinitionTarget(
            String name, @Nullable Integer expectedVersion) {}

    public record EventDefinitionPayload(@Nullable EventDefinition eventDefinition, List<UserError> userErrors) {
        static EventDefinitionPayload of(@Nullable EventDefinitionChange change, List<UserError> errors) {
            return new EventDefinitionPayload(change == null ? null : change.definition(), errors);
        }
    }

    public record EventDefinitionDeletePayload(
            @Nullable String deletedEventDefinitionName, List<UserError> userErrors) {
        static EventDefinitionDeletePayload of(@Nullable EventDefinitionDeletion deletion, List<UserError> errors) {
            return new EventDefinitionDeletePayload(
                    deletion == null ? null : deletion.deletedEventDefinitionName(), errors);
        }
    }

    public record EventDefinitionEdge(String cursor, EventDefinition node) {}

    public record EventDefinitionConnection(List<EventDefinitionEdge> edges, PageInfo pageInfo) {
        static EventDefinitionConnection of(Page<EventDefinition> page) {
            return Connections.of(page, EventDefinitionEdge::new, EventDefinitionConnection::new);
        }

        public List<EventDefinition> getNodes() {
            return Connections.nodes(edges, EventDefinitionEdge::node);
        }
    }
}
