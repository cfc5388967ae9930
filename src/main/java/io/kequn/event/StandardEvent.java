package io.kequn.event;

import static io.kequn.event.EventPropertyType.NUMBER;
import static io.kequn.event.EventPropertyType.SET;
import static io.kequn.event.EventPropertyType.STRING;

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
    Map<String, EventPropertyType> properties() {
        return switch (this) {
            case PRODUCT_VIEWED, ADDED_TO_CART, FAVOURITED -> product();
            case COLLECTION_VIEWED -> Map.of("id", STRING, "name", STRING);
            case CONSULTED -> Map.of("channel", STRING, "topic", STRING);
            case MESSAGE_OPENED -> Map.of("channel", STRING, "campaign", STRING);
            case COUPON_REDEEMED -> Map.of("code", STRING, "amount", NUMBER);
            case FEEDBACK_GIVEN -> Map.of("kind", STRING, "rating", NUMBER);
        };
    }

    private static Map<String, EventPropertyType> product() {
        return Map.of(
                "id", STRING,
                "name", STRING,
                "category", STRING,
                "brand", STRING,
                "tag", SET,
                "price", NUMBER,
                "quantity", NUMBER);
    }

    /// The declared types by the names of the events.
    static Map<String, Map<String, EventPropertyType>> declared() {
        Map<String, Map<String, EventPropertyType>> declared = new HashMap<>();
        for (var event : values()) {
            declared.put(event.word(), event.properties());
        }
        return declared;
    }
}
