package io.kequn;

import graphql.language.AstPrinter;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The schema that the service shows, and for any of its fields a selection of all that can be read there.
record GraphQLSchemaText(TypeDefinitionRegistry types) {
    private static final int DEPTH = 4;

    static GraphQLSchemaText ofService() {
        var text = TestShop.platform().get("/graphql/schema.graphql").asString();
        return new GraphQLSchemaText(new SchemaParser().parse(text));
    }

    /// The names of the fields of `query` or `mutation`, but for those that only the tests of the route have.
    List<String> fields(String operation) {
        return root(operation).getFieldDefinitions().stream()
                .map(FieldDefinition::getName)
                .filter(name -> !name.startsWith("probe"))
                .toList();
    }

    /// The object types that implement `Node`, but for those that only the tests of the route have.
    List<String> nodeTypes() {
        return implementations("Node").stream()
                .map(ObjectTypeDefinition::getName)
                .toList();
    }

    private List<ObjectTypeDefinition> implementations(String interfaceName) {
        return types
                .getImplementationsOf(types.getType(interfaceName, InterfaceTypeDefinition.class)
                        .orElseThrow())
                .stream()
                .filter(type -> !type.getName().startsWith("Probe"))
                .map(ObjectTypeDefinition.class::cast)
                .toList();
    }

    String selection(String operation, String field, String arguments) {
        var definition = root(operation).getFieldDefinitions().stream()
                .filter(candidate -> candidate.getName().equals(field))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The schema has no " + operation + " " + field));
        return field
                + arguments(definition, arguments)
                + fields(definition, DEPTH).orElseThrow();
    }

    /// The braces behind a field of this type.
    String fieldsOf(String type) {
        return " { __typename "
                + below(types.getType(type, ObjectTypeDefinition.class).orElseThrow(), DEPTH) + " }";
    }

    /// The names of the fields of a type.
    List<String> namesOf(String type) {
        return types.getType(type, ObjectTypeDefinition.class).orElseThrow().getFieldDefinitions().stream()
                .map(FieldDefinition::getName)
                .toList();
    }

    private ObjectTypeDefinition root(String operation) {
        var name = operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
        return types.getType(name, ObjectTypeDefinition.class).orElseThrow();
    }

    private static String arguments(FieldDefinition field, String given) {
        boolean paged = field.getInputValueDefinitions().stream()
                .anyMatch(argument -> argument.getName().equals("first"));
        var all = paged ? given + " first: 2" : given;
        return all.isEmpty() ? "" : "(" + all + ")";
    }

    /// The braces behind a field; nothing behind a scalar, and empty where the field lies too deep.
    private Optional<String> fields(FieldDefinition field, int depth) {
        var type = types.getType(TypeInfo.typeInfo(field.getType()).getName()).orElse(null);
        if (!(type instanceof ImplementingTypeDefinition<?> object)) {
            return Optional.of("");
        }
        return depth == 0 ? Optional.empty() : Optional.of(" { __typename " + below(object, depth) + " }");
    }

    private String below(ImplementingTypeDefinition<?> type, int depth) {
        var own = below(type, type.getFieldDefinitions(), depth);
        return type instanceof InterfaceTypeDefinition ? own + fragments(type.getName(), depth) : own;
    }

    /// What each implementation has beside the others; fields of one name and several types cannot be asked for at
    /// once.
    private String fragments(String interfaceName, int depth) {
        var implementations = implementations(interfaceName);
        var typesOfName = implementations.stream()
                .flatMap(type -> type.getFieldDefinitions().stream())
                .collect(Collectors.groupingBy(
                        FieldDefinition::getName,
                        Collectors.mapping(field -> AstPrinter.printAst(field.getType()), Collectors.toSet())));
        return implementations.stream()
                .map(type -> " ... on " + type.getName() + " { "
                        + below(
                                type,
                                type.getFieldDefinitions().stream()
                                        .filter(field ->
                                                typesOfName.get(field.getName()).size() == 1)
                                        .toList(),
                                depth)
                        + " }")
                .collect(Collectors.joining());
    }

    private String below(ImplementingTypeDefinition<?> type, List<FieldDefinition> fields, int depth) {
        return fields.stream()
                .filter(field -> field.getInputValueDefinitions().stream()
                        .noneMatch(argument -> argument.getType() instanceof NonNullType))
                // The same again as in `edges`
                .filter(field ->
                        !field.getName().equals("nodes") || !type.getName().endsWith("Connection"))
                .flatMap(field -> fields(field, depth - 1).stream()
                        .map(braces -> field.getName() + arguments(field, "") + braces))
                .collect(Collectors.joining(" "));
    }
}
