package io.kequn.platform.graphql;

import graphql.GraphQLError;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.ValidationError;
import io.kequn.platform.graphql.EngineWords.Said;
import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.FieldError.Position;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the engine finds wrong with a document: said in both languages, at its place, and with the name that was
/// probably meant.
final class DocumentFaults {
    private static final String UNKNOWN_OPERATION = "Engine.operation";

    private final GraphQLSchema schema;
    private final GraphQLError error;

    private DocumentFaults(GraphQLSchema schema, GraphQLError error) {
        this.schema = schema;
        this.error = error;
    }

    static Refusal refusal(GraphQLError error, ErrorCode code, GraphQLSchema schema) {
        return new DocumentFaults(schema, error).refusal(code);
    }

    /// In both languages; in English only what is in none of the engine's bundles.
    static Text words(GraphQLError error) {
        var message = String.valueOf(error.getMessage());
        return new Text(
                message, EngineWords.said(message).map(Said::chinese).orElseGet(() -> "GraphQL 引擎的报告：" + message));
    }

    private Refusal refusal(ErrorCode code) {
        var said = EngineWords.said(String.valueOf(error.getMessage()));
        var pointer =
                said.filter(what -> what.key().startsWith(UNKNOWN_OPERATION)).isPresent() ? "/operationName" : "/query";
        var text = said.flatMap(this::remedy)
                .map(name -> meant(words(error), name))
                .orElseGet(() -> words(error));
        return code.at(List.of(new FieldError(pointer, code.code(), text, position())));
    }

    private static Text meant(Text text, String name) {
        return new Text(text.english() + "; did you mean `" + name + "`?", text.chinese() + "是否想输入 `" + name + "`？");
    }

    private Optional<String> remedy(Said said) {
        return switch (said.key()) {
            case "FieldsOnCorrectType.unknownField" ->
                nearest(said, fields(schema.getType(said.values().get(2))));
            case "KnownArgumentNames.unknownFieldArg" -> nearest(said, arguments());
            case "KnownDirectives.unknownDirective" ->
                nearest(said, schema.getDirectives().stream().map(GraphQLDirective::getName));
            case "KnownTypeNames.unknownType" ->
                nearest(said, schema.getAllTypesAsList().stream().map(GraphQLNamedType::getName));
            default -> Optional.empty();
        };
    }

    private static Optional<String> nearest(Said said, Stream<String> known) {
        return Nearest.to(said.values().get(1), known.toList());
    }

    private static Stream<String> fields(@Nullable Object type) {
        return type instanceof GraphQLFieldsContainer container
                ? container.getFieldDefinitions().stream().map(GraphQLNamedSchemaElement::getName)
                : Stream.empty();
    }

    /// Of the field at the error's path; that path may begin in a fragment, which none of the roots knows.
    private Stream<String> arguments() {
        var path = error instanceof ValidationError fault ? fault.getQueryPath() : null;
        return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .map(root -> field(root, path == null ? List.of() : path))
                .filter(Objects::nonNull)
                .findFirst()
                .map(GraphQLFieldDefinition::getArguments)
                .stream()
                .flatMap(Collection::stream)
                .map(GraphQLArgument::getName);
    }

    private static @Nullable GraphQLFieldDefinition field(GraphQLObjectType root, List<String> path) {
        Object type = root;
        GraphQLFieldDefinition found = null;
        for (String name : path) {
            found = type instanceof GraphQLFieldsContainer container ? container.getFieldDefinition(name) : null;
            type = found == null ? null : GraphQLTypeUtil.unwrapAll(found.getType());
        }
        return found;
    }

    private @Nullable Position position() {
        var places = error.getLocations();
        var first = places == null || places.isEmpty() ? null : places.getFirst();
        return first == null || first.getLine() < 1 ? null : new Position(first.getLine(), first.getColumn(), 1);
    }
}
