package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.QUERY_INVALID;

import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.ParseAndValidate;
import graphql.execution.TypeFromAST;
import graphql.execution.UnknownOperationException;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds each place in the variables that cannot be read. The engine reads all of them before anything runs and
/// stops at the first fault, of which it names the variable alone.
final class VariableFaults {
    /// Enough to mend from; a list may hold a thousand faulty items.
    private static final int MOST = 100;

    private final GraphQLContext context;
    private final List<FieldError> errors = new ArrayList<>();

    private VariableFaults(GraphQLContext context) {
        this.context = context;
    }

    /// The same result, with every place in the variables that cannot be read, if that is why nothing ran.
    static ExecutionResult told(ExecutionResult result, ExecutionInput input, GraphQLSchema schema) {
        if (result.isDataPresent() || result.getErrors().stream().noneMatch(VariableFaults::isOne)) {
            return result;
        }
        var document = ParseAndValidate.parse(input).getDocument();
        var operation = NodeUtil.getOperation(document, input.getOperationName()).operationDefinition;
        var context = input.getGraphQLContext();
        return of(schema, operation, input.getRawVariables().toMap(), context)
                .map(refusal -> FetchFailures.error(GraphqlErrorBuilder.newError(), refusal, context))
                .<ExecutionResult>map(error ->
                        ExecutionResultImpl.newExecutionResult().addError(error).build())
                .orElse(result);
    }

    private static boolean isOne(GraphQLError error) {
        return error instanceof RuntimeException
                && error.getErrorType() == ErrorType.ValidationError
                && !(error instanceof UnknownOperationException);
    }

    /// Empty if all of them can be read.
    private static Optional<Refusal> of(
            GraphQLSchema schema, OperationDefinition operation, Map<String, ?> given, GraphQLContext context) {
        var faults = new VariableFaults(context);
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            boolean left = !given.containsKey(variable.getName());
            var type = TypeFromAST.getTypeFromAST(schema, variable.getType());
            if (!left || variable.getDefaultValue() == null) {
                faults.value(type, given.get(variable.getName()), "/" + variable.getName());
            }
        }
        return faults.errors.stream()
                .findFirst()
                .map(first -> ErrorCode.of(first.code()).orElse(QUERY_INVALID).at(faults.errors));
    }

    private void value(GraphQLType type, @Nullable Object value, String pointer) {
        if (value != null) {
            present(GraphQLTypeUtil.unwrapNonNull(type), value, pointer);
            return;
        }
        if (type instanceof GraphQLNonNull) {
            refuse(QUERY_INVALID.at(pointer, "Is required and must not be null.", "必填，不能为空。"));
        }
    }

    private void present(GraphQLType type, Object value, String pointer) {
        switch (type) {
            case GraphQLList list
            when value instanceof List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    value(list.getWrappedType(), items.get(i), pointer + "/" + i);
                }
            }
            // A single item stands for a list of it.
            case GraphQLList list -> value(list.getWrappedType(), value, pointer);
            case GraphQLInputObjectType object
            when value instanceof Map<?, ?> fields -> object(object, fields, pointer);
            case GraphQLEnumType choices -> choice(choices, value, pointer);
            case GraphQLScalarType scalar -> scalar(scalar, value, pointer);
            default -> refuseAs(type, pointer);
        }
    }

    private void object(GraphQLInputObjectType type, Map<?, ?> fields, String pointer) {
        for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
            var name = field.getName();
            boolean required = GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue();
            if (required && fields.get(name) == null) {
                refuse(QUERY_INVALID.at(
                        pointer + "/" + name,
                        "The field `" + name + "` is required and must not be null.",
                        "字段 `" + name + "` 必填，不能为空。"));
                continue;
            }
            if (fields.containsKey(name)) {
                value(field.getType(), fields.get(name), pointer + "/" + name);
            }
        }
        fields.keySet().stream()
                .map(String::valueOf)
                .filter(name -> type.getFieldDefinition(name) == null)
                .forEach(name -> refuse(unknown(type, name, pointer)));
    }

    private static Refusal unknown(GraphQLInputObjectType type, String name, String pointer) {
        var known = type.getFieldDefinitions().stream()
                .map(GraphQLInputObjectField::getName)
                .toList();
        var nearest = Nearest.to(name, known);
        return QUERY_INVALID.at(
                pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                "Has no field `" + name + "`"
                        + nearest.map(near -> "; did you mean `" + near + "`?").orElse("."),
                "没有字段 `" + name + "`"
                        + nearest.map(near -> "；是否想输入 `" + near + "`？").orElse("。"));
    }

    private void choice(GraphQLEnumType choices, Object value, String pointer) {
        if (!(value instanceof String name)) {
            refuseAs(choices, pointer);
            return;
        }
        if (choices.getValue(name) == null) {
            var told = Inputs.choiceRefusal(pointer, name, ExpectedValue.names(choices))
                    .detail();
            refuse(QUERY_INVALID.at(pointer, told.english(), told.chinese()));
        }
    }

    private void scalar(GraphQLScalarType scalar, Object value, String pointer) {
        try {
            Object unused = scalar.getCoercing().parseValue(value, context, Locale.ENGLISH);
        } catch (CoercingParseValueException e) {
            Unreadable.scalarRefusal(e)
                    .ifPresentOrElse(
                            refusal -> refuse(refusal.code()
                                    .at(
                                            pointer,
                                            refusal.detail().english(),
                                            refusal.detail().chinese())),
                            () -> refuseAs(scalar, pointer));
        } catch (RuntimeException e) {
            refuseAs(scalar, pointer);
        }
    }

    private void refuseAs(GraphQLType type, String pointer) {
        var expected = ExpectedValue.of(type);
        refuse(QUERY_INVALID.at(pointer, expected.english(), expected.chinese()));
    }

    private void refuse(Refusal refusal) {
        if (errors.size() < MOST) {
            errors.addAll(refusal.errors());
        }
    }
}
