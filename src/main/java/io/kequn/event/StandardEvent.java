package io.kequn.event;

import static io.kequn.rule.ValueType.NUMBER;
import static io.kequn.rule.ValueType.STRING;

import io.kequn.rule.OpenProperties.PropertyType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The events that every shop has, under the names by which rules call them, with the properties whose types are
/// agreed. Events may have any others, and there may be any other events.
enum StandardEvent {
    PRODUCT_VIEWED,
    COLLECTION_VIEWED,
    ADDED_TO_CART,
    FAVOURITED,
    CONSULTED,
    MESSAGE_OPENED,
    COUPON_REDEEMED,
    FEEDBACK_GIVEN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Ids and codes are texts, so that rules may write them without quotes.
    Map<String, PropertyType> properties() {
        return switch (this) {
            case PRODUCT_VIEWED, ADDED_TO_CART, FAVOURITED -> product();
            case COLLECTION_VIEWED -> Map.of("id", PropertyType.of(STRING), "name", PropertyType.of(STRING));
            case CONSULTED -> Map.of("channel", PropertyType.of(STRING), "topic", PropertyType.of(STRING));
            case MESSAGE_OPENED -> Map.of("channel", PropertyType.of(STRING), "campaign", PropertyType.of(STRING));
            case COUPON_REDEEMED -> Map.of("code", PropertyType.of(STRING), "amount", PropertyType.of(NUMBER));
            case FEEDBACK_GIVEN -> Map.of("kind", PropertyType.of(STRING), "rating", PropertyType.of(NUMBER));
        };
    }

    private static Map<String, PropertyType> product() {
        return Map.of(
                "id", PropertyType.of(STRING),
                "name", PropertyType.of(STRING),
                "category", PropertyType.of(STRING),
                "brand", PropertyType.of(STRING),
                "tag", PropertyType.setOfTexts(),
                "price", PropertyType.of(NUMBER),
                "quantity", PropertyType.of(NUMBER));
    }

    static Map<String, Map<String, PropertyType>> declared() {
        Map<String, Map<String, PropertyType>> declared = new HashMap<>();
        for (var event : values()) {
            declared.put(event.word(), event.properties());
        }
        return declared;
    }
}
