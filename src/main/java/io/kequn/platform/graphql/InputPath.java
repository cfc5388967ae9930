package io.kequn.platform.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where in a mutation's `input` stands what a service refuses. Services name places as in the body of REST, which
/// often is but one field of the input; and where others stand in the way, they name an address that is no input.
///
/// @param renamed fields of the body that are called otherwise in the input
record InputPath(GraphQLInputType input, Map<String, String> renamed) {
    private static final String FREE = "Object";

    /// For the mutation that runs now.
    static InputPath ofMutation(Map<String, String> renamed) {
        var environment = SmallRyeContextManager.getCurrentSmallRyeContext().unwrap(DataFetchingEnvironment.class);
        return new InputPath(
                environment.getFieldDefinition().getArgument("input").getType(), renamed);
    }

    /// The path, as far as the input has it; null when the input has nothing of it.
    @Nullable
    List<String> of(String pointer) {
        var steps = steps(pointer);
        if (steps.isEmpty() || !(GraphQLTypeUtil.unwrapNonNull(input) instanceof GraphQLInputObjectType object)) {
            return null;
        }
        var first = renamed.getOrDefault(steps.getFirst(), steps.getFirst());
        var named = Stream.concat(Stream.of(first), steps.stream().skip(1)).toList();
        return Stream.concat(
                        Stream.of(named),
                        object.getFieldDefinitions().stream()
                                .filter(field -> GraphQLTypeUtil.unwrapNonNull(field.getType())
                                        instanceof GraphQLInputObjectType)
                                .filter(field -> length(named, field.getType()) > 0)
                                .map(field -> Stream.concat(Stream.of(field.getName()), named.stream())
                                        .toList()))
                .map(path -> path.subList(0, length(path, input)))
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /// The path of what stands at `pointer` in an item of the input.
    static List<String> below(List<String> item, String pointer) {
        return Stream.concat(item.stream(), steps(pointer).stream()).toList();
    }

    private static List<String> steps(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .filter(step -> !step.isEmpty())
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /// How many of the steps there are.
    private static int length(List<String> steps, GraphQLInputType from) {
        GraphQLInputType type = from;
        for (int i = 0; i < steps.size(); i++) {
            var next = next(type, steps.get(i));
            if (next == null) {
                return i;
            }
            type = next;
        }
        return steps.size();
    }

    private static @Nullable GraphQLInputType next(GraphQLInputType type, String step) {
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLInputObjectType object -> {
                var field = object.getFieldDefinition(step);
                yield field == null ? null : field.getType();
            }
            case GraphQLList list when step.matches("\\d+") -> (GraphQLInputType) list.getWrappedType();
            case GraphQLScalarType free when free.getName().equals(FREE) -> free;
            default -> null;
        };
    }
}
