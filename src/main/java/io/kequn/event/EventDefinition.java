package io.kequn.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.jspecify.annotations.Nullable;

/// What is declared of the events of one name: the types of properties. Events may have any other properties
/// too, and those of no definition are as welcome. A `standard` one comes with the service, and the shop may
/// add to it; its version is 0 until the shop does.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EventDefinition(
        String name,
        @Nullable String description,
        List<EventProperty> properties,
        @Description("Whether it comes with the service.") boolean standard,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        int version)
        implements Versioned, Node {
    public EventDefinition {
        properties = List.copyOf(properties);
    }

    @Override
    @Ignore
    public String etag() {
        return String.valueOf(version);
    }

    @Override
    public String nodeKey() {
        return name;
    }
}
