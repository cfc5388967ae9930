package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;
import static io.smallrye.graphql.scalar.GraphQLScalarTypes.getScalarByClassName;
import static io.smallrye.graphql.scalar.GraphQLScalarTypes.registerCustomScalar;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Function;

/// Reads `DateTime` and `Date` as REST does. SmallRye's let every text pass here, refuse some later as faults
/// of the whole input, and take years that the database cannot give back.
final class StrictTimes {
    private StrictTimes() {}

    /// Holds for schemas that are built from now on.
    static void register() {
        register(Instant.class, new Checked(text -> Times.instant(text).toString(), Times.INSTANT));
        register(LocalDate.class, new Checked(text -> Times.date(text).toString(), Times.DATE));
    }

    private static void register(Class<?> type, Coercing<Object, Object> coercing) {
        var strict = getScalarByClassName(type.getName()).transform(scalar -> scalar.coercing(coercing));
        registerCustomScalar(strict.getName(), type.getName(), strict);
    }

    /// @param reads the text in the form that SmallRye reads further on
    private record Checked(Function<String, String> reads, Text expected) implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object result, GraphQLContext context, Locale locale) {
            return result;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                if (input instanceof String text) {
                    return reads.apply(text);
                }
            } catch (DateTimeException e) {
                // refused below
            }
            throw Unreadable.value(refusal());
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            try {
                if (input instanceof StringValue text) {
                    return reads.apply(text.getValue());
                }
            } catch (DateTimeException e) {
                // refused below
            }
            throw Unreadable.literal(refusal());
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.newStringValue(input.toString()).build();
        }

        private Refusal refusal() {
            return VALUE_INVALID.because(expected.english(), expected.chinese());
        }
    }
}
