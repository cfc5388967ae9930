package io.kequn.platform.graphql;

import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.idl.SchemaPrinter;
import java.util.Set;
import java.util.function.Predicate;

/// The schema as text, sorted by name, so that a change of the contract is all that a comparison shows.
final class SchemaText {
    /// Those that mean something to clients; SmallRye declares more.
    private static final Set<String> DIRECTIVES = Set.of("deprecated", "oneOf");

    private SchemaText() {}

    static String of(GraphQLSchema schema) {
        return of(schema, element -> true);
    }

    /// The text of those types and fields that `shown` holds for.
    static String of(GraphQLSchema schema, Predicate<GraphQLSchemaElement> shown) {
        var options = SchemaPrinter.Options.defaultOptions()
                .includeDirectiveDefinitions(false)
                .includeDirectives(DIRECTIVES::contains)
                .includeSchemaDefinition(false)
                .includeSchemaElement(shown);
        return new SchemaPrinter(options).print(schema);
    }
}
