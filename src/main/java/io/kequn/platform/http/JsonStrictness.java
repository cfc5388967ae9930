package io.kequn.platform.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Makes JSON mean what it says: unknown fields, wrong types, duplicate keys and trailing text are refused
/// instead of guessed at. A field that a client is sure to have sent is never dropped in silence.
@Singleton
class JsonStrictness implements ObjectMapperCustomizer {
    private static final int DEEPEST = 100;

    /// After Quarkus's own, whose modules would otherwise put the lenient readers of `java.time` before ours.
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        disable(mapper, MapperFeature.ALLOW_COERCION_OF_SCALARS);
        // Without it, a text of blanks and control characters counts as empty, and that as false, zero or nothing.
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        mapper.registerModule(new SimpleModule("strict")
                .addDeserializer(String.class, new StrictScalars.OfText())
                .addDeserializer(Instant.class, new StrictScalars.OfInstant())
                .addDeserializer(LocalDate.class, new StrictScalars.OfDate()));
        mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(
                new RecordIntrospector(), mapper.getDeserializationConfig().getAnnotationIntrospector()));
    }

    // Quarkus hands over a finished mapper, so its builder is out of reach.
    @SuppressWarnings("deprecation")
    private static void disable(ObjectMapper mapper, MapperFeature feature) {
        mapper.configure(feature, false);
    }
}
