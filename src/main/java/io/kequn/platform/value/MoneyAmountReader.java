package io.kequn.platform.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/// Reads an amount from a JSON text or number, digit by digit: never through a binary fraction.
class MoneyAmountReader extends StdScalarDeserializer<String> {
    /// Enough for every amount that is not refused later.
    private static final int LONGEST = 40;

    MoneyAmountReader() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return parser.getText().strip();
        }
        if (!parser.currentToken().isNumeric()) {
            return String.valueOf(context.handleUnexpectedToken(BigDecimal.class, parser));
        }
        String text = parser.getText();
        return text.length() > LONGEST ? text : Decimals.text(new BigDecimal(text));
    }
}
