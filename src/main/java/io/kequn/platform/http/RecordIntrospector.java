package io.kequn.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads from our own types what JSON must look like: a record component without `@Nullable` is required and not null,
/// and the constants of an enum are written in lower case.
class RecordIntrospector extends NopAnnotationIntrospector {
    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return isRequired(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return isRequired(annotated) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : JsonSetter.Value.empty();
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotated, Enum<?>[] constants, @Nullable String[] names) {
        return Arrays.stream(constants).map(RecordIntrospector::name).toArray(String[]::new);
    }

    private static String name(Enum<?> constant) {
        try {
            var chosen = constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return chosen == null ? constant.name().toLowerCase(Locale.ROOT) : chosen.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRequired(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !parameter.getDeclaringClass().getName().startsWith("io.kequn.")
                || !parameter.getDeclaringClass().isRecord()) {
            return false;
        }
        var executable = (Executable) parameter.getOwner().getAnnotated();
        AnnotatedType type = executable.getAnnotatedParameterTypes()[parameter.getIndex()];
        return !type.isAnnotationPresent(Nullable.class);
    }
}
