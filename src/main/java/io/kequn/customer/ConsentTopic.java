package io.kequn.customer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a consent is about: a purpose over a channel.
public record ConsentTopic(ConsentPurpose purpose, ConsentChannel channel) {
    private static final String PREFIX = "consent.";
    private static final Map<ConsentTopic, CustomerField> FIELDS = Map.of(
            new ConsentTopic(ConsentPurpose.MARKETING, ConsentChannel.EMAIL), CustomerField.EMAIL_CONSENT,
            new ConsentTopic(ConsentPurpose.MARKETING, ConsentChannel.SMS), CustomerField.SMS_CONSENT,
            new ConsentTopic(ConsentPurpose.MARKETING, ConsentChannel.PUSH), CustomerField.PUSH_CONSENT);

    static final List<ConsentTopic> ALL = Arrays.stream(ConsentPurpose.values())
            .flatMap(purpose ->
                    Arrays.stream(ConsentChannel.values()).map(channel -> new ConsentTopic(purpose, channel)))
            .toList();

    /// That of a stored key.
    static ConsentTopic of(String key) {
        int dot = key.indexOf('.');
        return of(key.substring(0, dot), key.substring(dot + 1));
    }

    /// The state of a topic as SQL reads it from a column of the customer's row; `parameter` stands for its key.
    public static String stateIn(String column, String parameter) {
        return "coalesce(" + column + " -> " + parameter + " ->> 'state', 'unknown')";
    }

    /// That of the two stored texts.
    public static ConsentTopic of(String purpose, String channel) {
        return new ConsentTopic(
                ConsentPurpose.valueOf(purpose.toUpperCase(Locale.ROOT)),
                ConsentChannel.valueOf(channel.toUpperCase(Locale.ROOT)));
    }

    /// That of a field of the profile which is one of the consents.
    static ConsentTopic of(CustomerField field) {
        return FIELDS.entrySet().stream()
                .filter(entry -> entry.getValue() == field)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /// The field of the profile that shows it, if one does.
    @Nullable
    CustomerField field() {
        return FIELDS.get(this);
    }

    /// The key under which the customer's row holds it.
    public String key() {
        return purpose.text() + "." + channel.text();
    }

    /// The name in rules, also of one that an older name stands for.
    String attribute() {
        return PREFIX + key();
    }
}
