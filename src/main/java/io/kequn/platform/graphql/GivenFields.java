package io.kequn.platform.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.kequn.platform.value.Patch;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import java.util.Map;

/// Tells null from absent in the running mutation's input: the record that SmallRye makes of it no longer can.
public final class GivenFields {
    private GivenFields() {}

    /// The patch whose fields stand at `path` in the arguments.
    public static <T> Patch<T> patch(T values, String... path) {
        var environment = SmallRyeContextManager.getCurrentSmallRyeContext().unwrap(DataFetchingEnvironment.class);
        Object given = environment.getArguments();
        for (var name : path) {
            given = given instanceof Map<?, ?> map ? map.get(name) : null;
        }
        @SuppressWarnings("unchecked") // names of fields in GraphQL are texts
        var fields = given instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.<String, Object>of();
        return Patch.of(values, fields);
    }
}
