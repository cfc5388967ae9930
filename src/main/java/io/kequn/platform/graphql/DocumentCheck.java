package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition;
import graphql.parser.ParserOptions;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Text;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks documents before anybody sends them.
@Singleton
public class DocumentCheck {
    private final GraphQLEngine engine;

    DocumentCheck(GraphQLEngine engine) {
        this.engine = engine;
    }

    /// What a document is: the name of its first operation that has one, and what is wrong with it, if anything.
    public record Found(@Nullable String name, Optional<FieldError> fault) {}

    /// Whether it is a document of this schema that has an operation and does not ask for too much, whatever its
    /// variables.
    public Found of(String text) {
        var parsed = parsed(text);
        if (parsed.hasErrors()) {
            var fault = GraphQLAnswer.refusal(parsed.getErrors().getFirst(), false, engine.schema());
            return new Found(null, Optional.of(inDocument(fault.detail(), fault.errors())));
        }
        var operations = parsed.getDocument().getDefinitionsOfType(OperationDefinition.class);
        var name = operations.stream()
                .map(OperationDefinition::getName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Found(
                name,
                operations.isEmpty()
                        ? Optional.of(inDocument(new Text("Has no operation to run.", "没有可执行的操作。"), List.of()))
                        : Optional.empty());
    }

    /// What stands at a field of a request stands somewhere in this document.
    private static FieldError inDocument(Text fault, List<FieldError> places) {
        var position = places.stream().findFirst().map(FieldError::position).orElse(null);
        return new FieldError("", VALUE_INVALID.code(), fault, position);
    }

    private PreparsedDocumentEntry parsed(String text) {
        var input = ExecutionInput.newExecutionInput()
                .query(text)
                .locale(Locale.ROOT)
                .graphQLContext(Map.of(ParserOptions.class, engine.parsing(), RequestInfo.class, RequestInfo.current()))
                .build();
        var parsed = ParseAndValidate.parseAndValidate(engine.schema(), input);
        return parsed.isFailure()
                ? new PreparsedDocumentEntry(parsed.getErrors())
                : engine.parsed()
                        .withinLimits(input.getGraphQLContext(), new PreparsedDocumentEntry(parsed.getDocument()));
    }
}
