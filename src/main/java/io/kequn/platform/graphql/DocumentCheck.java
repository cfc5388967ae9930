package io.kequn.platform.graphql;

import graphql.language.OperationDefinition;
import io.kequn.platform.problem.Text;
import jakarta.inject.Singleton;
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
    public record Found(@Nullable String name, Optional<Text> fault) {}

    /// Whether it is a document of this schema that has an operation and does not ask for too much, whatever its
    /// variables.
    public Found of(String text) {
        var parsed = engine.parsed(text);
        if (parsed.hasErrors()) {
            return new Found(null, Optional.of(engine.fault(parsed.getErrors().getFirst())));
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
                        ? Optional.of(new Text("Has no operation to run.", "没有可执行的操作。"))
                        : Optional.empty());
    }
}
