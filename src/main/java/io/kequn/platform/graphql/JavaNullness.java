package io.kequn.platform.graphql;

import io.smallrye.graphql.schema.model.Argument;
import io.smallrye.graphql.schema.model.Field;
import io.smallrye.graphql.schema.model.InputType;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.Schema;
import io.smallrye.graphql.schema.model.Type;
import io.smallrye.graphql.schema.model.Wrapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Makes the schema say what Java says: in a `@NullMarked` package a field, argument or list element can be null in
/// GraphQL exactly where its Java type is `@Nullable`. So NullAway checks the schema too, and features need none of
/// SmallRye's own annotations, which do not see JSpecify's.
final class JavaNullness {
    private JavaNullness() {}

    static void apply(Schema schema) {
        Stream.concat(schema.getTypes().values().stream(), schema.getInterfaces().values().stream())
                .forEach(JavaNullness::applyToType);
        schema.getInputs().values().forEach(JavaNullness::applyToInput);
        Stream.of(schema.getQueries(), schema.getMutations(), schema.getSubscriptions())
                .flatMap(Collection::stream)
                .forEach(operation -> applyToOperation(operation, false));
    }

    private static void applyToType(Type type) {
        type.getOperations().values().forEach(operation -> applyToOperation(operation, false));
        type.getBatchOperations().values().forEach(operation -> applyToOperation(operation, true));
        Class<?> java = load(type.getClassName());
        if (isMarked(java)) {
            type.getFields().values().forEach(field -> mark(field, typeOf(java, field)));
        }
    }

    private static void applyToInput(InputType type) {
        Class<?> java = load(type.getClassName());
        if (isMarked(java)) {
            type.getFields().values().forEach(field -> mark(field, typeOf(java, field)));
        }
    }

    private static void applyToOperation(Operation operation, boolean batch) {
        Class<?> java = load(operation.getClassName());
        if (!isMarked(java)) {
            return;
        }
        Method method = Arrays.stream(java.getMethods())
                .filter(candidate -> candidate.getName().equals(operation.getMethodName()))
                .filter(candidate -> candidate.getParameterCount()
                        == operation.getArguments().size())
                .findFirst()
                .orElseThrow();
        markResult(operation, method.getAnnotatedReturnType(), batch);
        for (int i = 0; i < method.getParameterCount(); i++) {
            Argument argument = operation.getArguments().get(i);
            if (!argument.isSourceArgument()) {
                mark(argument, method.getAnnotatedParameterTypes()[i]);
            }
        }
    }

    /// The nullness of what a `Uni` or `Multi`, and then a batch, yields is that of the field.
    private static void markResult(Operation operation, AnnotatedType result, boolean batch) {
        AnnotatedType value = isLater(result) ? element(result) : result;
        markElements(operation.getWrapper(), result);
        operation.setNotNull(!isNullable(batch ? element(value) : value));
    }

    private static void mark(Field field, AnnotatedType type) {
        mendIds(field);
        field.setNotNull(!isNullable(type));
        markElements(field.getWrapper(), type);
    }

    /// SmallRye takes the list itself for the id in `@Id List<String>`, and then refuses every value.
    private static void mendIds(Field field) {
        var reference = field.getReference();
        if (reference.getName().equals("ID") && reference.getClassName().equals(List.class.getName())) {
            reference.setClassName(String.class.getName());
        }
    }

    private static void markElements(@Nullable Wrapper wrapper, AnnotatedType type) {
        if (wrapper == null || !(type instanceof AnnotatedParameterizedType)) {
            return;
        }
        AnnotatedType element = element(type);
        if (wrapper.isCollectionOrArrayOrMap()) {
            wrapper.setWrappedTypeNotNull(!isNullable(element));
        }
        markElements(wrapper.getWrapper(), element);
    }

    private static AnnotatedType typeOf(Class<?> java, Field field) {
        if (java.isRecord()) {
            var component = Arrays.stream(java.getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(field.getPropertyName()))
                    .findFirst();
            if (component.isPresent()) {
                return component.get().getAnnotatedType();
            }
        }
        return Arrays.stream(java.getMethods())
                .filter(method -> method.getName().equals(field.getMethodName()) && method.getParameterCount() == 0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No accessor of " + field.getPropertyName() + " in " + java.getName()))
                .getAnnotatedReturnType();
    }

    private static AnnotatedType element(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType parameterized
                ? parameterized.getAnnotatedActualTypeArguments()[0]
                : type;
    }

    private static boolean isLater(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType parameterized
                && (parameterized.getRawType() == Uni.class || parameterized.getRawType() == Multi.class);
    }

    private static boolean isNullable(AnnotatedType type) {
        boolean optional = type.getType() instanceof ParameterizedType parameterized
                && parameterized.getRawType() == Optional.class;
        return optional || hasNullable(type);
    }

    private static boolean hasNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
    }

    private static boolean isMarked(Class<?> java) {
        return java.getPackage().isAnnotationPresent(NullMarked.class);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
