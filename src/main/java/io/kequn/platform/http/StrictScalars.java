package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.kequn.platform.problem.Characters;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Times;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Texts, instants and dates, read from JSON texts only and in one form only.
final class StrictScalars {
    private StrictScalars() {}

    private static String text(JsonParser parser, DeserializationContext context, Class<?> type) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return String.valueOf(context.handleUnexpectedToken(type, parser));
        }
        String text = parser.getText();
        int forbidden = Characters.firstForbidden(text);
        if (forbidden >= 0) {
            var message = Characters.forbidden(text, forbidden);
            throw VALUE_INVALID.because(message.english(), message.chinese());
        }
        return text;
    }

    private static <T> T parsed(Function<String, T> parse, String text, Text expected) {
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            throw VALUE_INVALID.because(expected.english(), expected.chinese());
        }
    }

    static class OfText extends StdScalarDeserializer<String> {
        OfText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return text(parser, context, String.class);
        }
    }

    static class OfInstant extends StdScalarDeserializer<Instant> {
        OfInstant() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = text(parser, context, Instant.class);
            return parsed(Times::instant, text, Times.INSTANT);
        }
    }

    static class OfDate extends StdScalarDeserializer<LocalDate> {
        OfDate() {
            super(LocalDate.class);
        }

        @Override
        public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = text(parser, context, LocalDate.class);
            return parsed(Times::date, text, Times.DATE);
        }
    }
}
