package io.kequn.platform.graphql;

import static graphql.Scalars.GraphQLFloat;
import static graphql.Scalars.GraphQLInt;
import static io.kequn.platform.problem.ErrorCode.QUERY_INVALID;
import static io.smallrye.graphql.scalar.GraphQLScalarTypes.registerCustomScalar;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import io.kequn.platform.problem.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `Int` and `Float` as the GraphQL specification says. SmallRye's let numbers of more than 32 bits wrap
/// around, so that `first: 4294967297` would read as 1, and take `1e999` for infinite.
final class StrictNumbers {
    private static final GraphQLScalarType FLOAT = GraphQLFloat.transform(type -> type.coercing(new Finite()));

    private StrictNumbers() {}

    /// Holds for schemas that are built from now on.
    static void register() {
        registerCustomScalar(GraphQLInt.getName(), Integer.class.getName(), GraphQLInt);
        registerCustomScalar(GraphQLInt.getName(), int.class.getName(), GraphQLInt);
        registerCustomScalar(FLOAT.getName(), Double.class.getName(), FLOAT);
        registerCustomScalar(FLOAT.getName(), double.class.getName(), FLOAT);
    }

    private static final class Finite implements Coercing<Object, Object> {
        private final Coercing<?, ?> usual = GraphQLFloat.getCoercing();

        @Override
        public @Nullable Object serialize(Object result, GraphQLContext context, Locale locale) {
            return usual.serialize(result, context, locale);
        }

        @Override
        public @Nullable Object parseValue(Object input, GraphQLContext context, Locale locale) {
            var read = usual.parseValue(input, context, locale);
            if (isInfinite(read)) {
                throw Unreadable.value(tooLarge());
            }
            return read;
        }

        @Override
        public @Nullable Object parseLiteral(
                Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            var read = usual.parseLiteral(input, variables, context, locale);
            if (isInfinite(read)) {
                throw Unreadable.literal(tooLarge());
            }
            return read;
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return usual.valueToLiteral(input, context, locale);
        }

        private static Refusal tooLarge() {
            return QUERY_INVALID.because("The number is too large.", "数值过大。");
        }

        private static boolean isInfinite(@Nullable Object read) {
            return read instanceof Double number && number.isInfinite();
        }
    }
}
