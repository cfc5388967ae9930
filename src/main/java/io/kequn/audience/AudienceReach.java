package io.kequn.audience;

import io.kequn.customer.ConsentChannel;
import io.kequn.customer.ConsentTopic;
import org.jspecify.annotations.Nullable;

/// The SQL of who may be reached: conditions on `customer c`.
final class AudienceReach {
    private static final String ALWAYS = "true";
    private static final String EMAIL = "c.email_index is not null";
    private static final String PHONE = "c.phone_index is not null";

    private AudienceReach() {}

    /// Whether there is what the channel needs.
    static String reachable(ConsentChannel channel, @Nullable AudienceHashing hashing) {
        return switch (channel) {
            case EMAIL -> EMAIL;
            case SMS, PHONE -> PHONE;
            case PUSH, POST, WECHAT, GENERAL -> hashing == null ? ALWAYS : "(" + EMAIL + " or " + PHONE + ")";
        };
    }

    /// The state of the consent to the topic with the key `$3`.
    static String state() {
        return ConsentTopic.stateIn("c.consents", "$3::text");
    }
}
