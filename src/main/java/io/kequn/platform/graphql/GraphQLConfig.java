package io.kequn.platform.graphql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/// How much one GraphQL request may ask for.
@ConfigMapping(prefix = "kequn.graphql")
public interface GraphQLConfig {
    /// Bytes of the body.
    @WithDefault("1048576")
    @Positive
    int body();

    /// Names, braces and values of the document.
    @WithDefault("5000")
    @Positive
    int tokens();

    /// Levels of fields. The standard introspection query needs 15.
    @WithDefault("20")
    @Min(15)
    int depth();

    /// Fields that the operation selects, with fragments written out.
    @WithDefault("2000")
    @Positive
    int fields();

    /// Fields of the query or mutation itself.
    @WithDefault("20")
    @Positive
    int rootFields();

    /// Fields that are given other names.
    @WithDefault("30")
    @Positive
    int aliases();

    /// Objects requested: each counts once, times the `first` of every connection above it.
    @WithDefault("10000")
    @Positive
    long cost();

    /// Operations that one web socket may have running at a time.
    @WithDefault("20")
    @Positive
    int operations();

    /// How long a web socket may take to say who it is.
    @WithDefault("10S")
    Duration patience();

    /// How often a web socket is asked whether it is still there.
    @WithDefault("15S")
    Duration ping();
}
