package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.event.EventDefinition;
import io.kequn.event.EventDefinitionSpec;
import io.kequn.event.EventProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a file of rules declares of the events of one name.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeclaredEvent(
        String name, @Nullable String description, @Nullable List<EventProperty> properties) {
    static DeclaredEvent of(EventDefinition definition) {
        return new DeclaredEvent(definition.name(), definition.description(), definition.properties());
    }

    EventDefinitionSpec spec() {
        return new EventDefinitionSpec(description, properties);
    }
}
