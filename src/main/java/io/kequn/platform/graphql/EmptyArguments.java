package io.kequn.platform.graphql;

import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLTypeUtil;
import io.kequn.platform.problem.EmptyFilters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses arguments of a query that would limit what it shows but are empty texts, as REST refuses such parameters.
/// What an argument must have says itself that it is missing, and what a mutation stores may be empty.
final class EmptyArguments {
    private static final String FILTER = "filter";
    private static final Set<String> TEXTS = Set.of(Scalars.GraphQLString.getName(), Scalars.GraphQLID.getName());

    private EmptyArguments() {}

    static void check(DataFetchingEnvironment field) {
        for (var argument : field.getFieldDefinition().getArguments()) {
            if (limits(argument)) {
                check("/" + argument.getName(), argument.getName(), field.getArgument(argument.getName()));
            }
        }
    }

    private static boolean limits(GraphQLArgument argument) {
        var type = GraphQLTypeUtil.unwrapAll(argument.getType()).getName();
        return GraphQLTypeUtil.isNullable(argument.getType())
                && (argument.getName().equals(FILTER) || TEXTS.contains(type));
    }

    private static void check(String pointer, String name, @Nullable Object value) {
        switch (value) {
            case String text -> EmptyFilters.check(pointer, name, text);
            case List<?> list -> list.forEach(each -> check(pointer, name, each));
            case Map<?, ?> filter ->
                filter.forEach((field, each) -> check(pointer + "/" + field, String.valueOf(field), each));
            case null, default -> {
                // Neither limits by a text.
            }
        }
    }
}
