package io.kequn.platform.graphql;

import static graphql.Scalars.GraphQLInt;
import static io.smallrye.graphql.scalar.GraphQLScalarTypes.registerCustomScalar;

/// Reads `Int` as the GraphQL specification says. SmallRye's lets numbers of more than 32 bits wrap around, so that
/// `first: 4294967297` would read as 1.
final class StrictIntegers {
    private StrictIntegers() {}

    /// Holds for schemas that are built from now on.
    static void register() {
        registerCustomScalar(GraphQLInt.getName(), Integer.class.getName(), GraphQLInt);
        registerCustomScalar(GraphQLInt.getName(), int.class.getName(), GraphQLInt);
    }
}
