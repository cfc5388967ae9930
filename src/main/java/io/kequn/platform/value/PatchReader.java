package io.kequn.platform.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a `Patch<T>`: notes the names that are mentioned, then reads the same object as a `T`.
class PatchReader extends JsonDeserializer<Patch<?>> implements ContextualDeserializer {
    private final @Nullable JavaType values;

    PatchReader() {
        this(null);
    }

    private PatchReader(@Nullable JavaType values) {
        this.values = values;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType patch = property == null ? context.getContextualType() : property.getType();
        return new PatchReader(patch.containedType(0));
    }

    @Override
    public Patch<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return (Patch<?>) context.handleUnexpectedToken(Patch.class, parser);
        }
        // Numbers keep their digits: a rule in JSON is a part of some patches.
        try (var object = new TokenBuffer(parser, context).forceUseOfBigDecimal(true)) {
            object.copyCurrentStructure(parser);
            try (var names = object.asParser(parser);
                    var again = object.asParser(parser)) {
                again.nextToken();
                return new Patch<>(context.readValue(again, values), names(names));
            }
        }
    }

    private static Set<String> names(JsonParser object) throws IOException {
        var names = new LinkedHashSet<String>();
        object.nextToken();
        for (var name = object.nextFieldName(); name != null; name = object.nextFieldName()) {
            names.add(name);
            object.nextToken();
            object.skipChildren();
        }
        return names;
    }
}
