package io.kequn.platform.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/// Reads an amount from a JSON text or number, digit by digit: never through a binary fraction.
class MoneyAmountReader extends StdScalarDeserializer<String> {
    /// Enough for every amount that is not refused later, and too little to make `1e999999999` a long text.
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
        if (text.length() > LONGEST) {
            return text;
        }
        var value = new BigDecimal(text);
        return Math.abs(value.scale()) > LONGEST ? text : value.toPlainString();
    }
}
