package io.kequn.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What shall be declared of the events of one name. Those that a standard event has by itself may be left out.
public record EventDefinitionSpec(
        @Nullable String description, @Nullable List<EventProperty> properties) {}
