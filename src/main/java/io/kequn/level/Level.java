package io.kequn.level;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.benefit.Benefit;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A level of a program.
///
/// @param rank 1 for the lowest
/// @param qualification the rule of those who qualify; null: everybody does
/// @param customers how many have it; null where that is not counted
public record Level(
        String key,
        String name,
        int rank,
        @Nullable String qualification,
        List<Benefit> benefits,

        @Description("How many customers have it; null in a draft.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Long customers) {
    public Level {
        benefits = List.copyOf(benefits);
    }

    Level counted(@Nullable Long count) {
        return new Level(key, name, rank, qualification, benefits, count);
    }
}
