package io.kequn.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.stream.ChangeFilter;
import io.kequn.stream.ChangeSelection;
import io.kequn.stream.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which events a webhook gets, as the database keeps it: the types, separated by blanks, and the filter as JSON.
final class Selections {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Selections() {}

    static String types(ChangeSelection selection) {
        return selection.types().stream().map(EventType::text).sorted().collect(Collectors.joining(" "));
    }

    static List<String> types(String stored) {
        return List.of(stored.split(" ", -1));
    }

    static String filter(ChangeSelection selection) {
        try {
            return JSON.writeValueAsString(selection.filter());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ChangeFilter filter(String stored) {
        try {
            return JSON.readValue(stored, ChangeFilter.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored filter cannot be read", broken);
        }
    }

    static ChangeSelection read(String types, String filter) {
        return new ChangeSelection(known(types), filter(filter));
    }

    static Set<EventType> known(String types) {
        var texts = Set.copyOf(types(types));
        return Arrays.stream(EventType.values())
                .filter(type -> texts.contains(type.text()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
