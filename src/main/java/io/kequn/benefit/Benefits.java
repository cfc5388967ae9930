package io.kequn.benefit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Benefits as the database keeps them: a JSON array, null for none.
public final class Benefits {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Benefit>> LIST = new TypeReference<>() {};

    private Benefits() {}

    /// The highest multiplier of points that is among them.
    public static Optional<BigDecimal> pointsMultiplier(List<Benefit> benefits) {
        return benefits.stream()
                .filter(benefit -> benefit.kind() == BenefitKind.POINTS_MULTIPLIER)
                .flatMap(benefit -> Optional.ofNullable(benefit.value()).stream())
                .max(Comparator.naturalOrder());
    }

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
