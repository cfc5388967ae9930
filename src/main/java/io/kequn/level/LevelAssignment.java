package io.kequn.level;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A level that is given by hand.
public record LevelAssignment(
        @Description("The level's key; null: no level, where the program's lowest level asks for something") @Nullable
        String level,

        @Description("Until when the rules do not touch it; null: until it is taken back") @Nullable
        Instant lockUntil,

        @Description("Why, for people") @Nullable String reason) {}
