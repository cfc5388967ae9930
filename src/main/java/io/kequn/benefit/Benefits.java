package io.kequn.benefit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Benefits as the database keeps them: a JSON array, null for none.
public final class Benefits {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Benefit>> LIST = new TypeReference<>() {};

    private Benefits() {}

    public static @Nullable String write(List<Benefit> benefits) {
        try {
            return benefits.isEmpty() ? null : JSON.writeValueAsString(benefits);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static List<Benefit> read(@Nullable String json) {
        try {
            return json == null ? List.of() : List.copyOf(JSON.readValue(json, LIST));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored benefits cannot be read", broken);
        }
    }
}
