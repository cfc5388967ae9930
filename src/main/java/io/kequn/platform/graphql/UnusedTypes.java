package io.kequn.platform.graphql;

import io.smallrye.graphql.schema.model.Field;
import io.smallrye.graphql.schema.model.Reference;
import io.smallrye.graphql.schema.model.Schema;
import io.smallrye.graphql.schema.model.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Takes types out of the schema that no field answers. SmallRye puts every record in that shares an interface
/// with one that is answered, also those that REST alone shows.
final class UnusedTypes {
    private UnusedTypes() {}

    static void remove(Schema schema) {
        var types = schema.getTypes().values();
        while (types.removeIf(type -> !answered(schema, types).contains(type.getName()) && !isNode(type))) {
            // What only a removed one has referred to goes with it.
        }
    }

    private static boolean isNode(Type type) {
        return type.getInterfaces().stream().anyMatch(name -> name.getName().equals(Node.class.getSimpleName()));
    }

    private static Set<String> answered(Schema schema, Collection<Type> types) {
        var answered = new HashSet<String>();
        Stream.of(schema.getQueries(), schema.getMutations(), schema.getSubscriptions())
                .flatMap(Collection::stream)
                .forEach(operation -> answered.add(name(operation)));
        Stream.concat(types.stream(), schema.getInterfaces().values().stream()).forEach(type -> {
            type.getFields().values().forEach(field -> answered.add(name(field)));
            type.getOperations().values().forEach(field -> answered.add(name(field)));
            type.getBatchOperations().values().forEach(field -> answered.add(name(field)));
        });
        return answered;
    }

    private static String name(Field field) {
        Reference reference = field.getReference();
        return reference.getName();
    }
}
