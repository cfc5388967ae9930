package io.kequn.audience;

import io.kequn.platform.value.Sha256;
import java.util.Locale;

/// Whose hashes of e-mail addresses and phone numbers: SHA-256 in hexadecimal of the normalised text.
public enum AudienceHashing {
    /// Phone numbers with their `+`.
    GOOGLE,

    /// Phone numbers as digits alone.
    META;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AudienceHashing of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String email(String address) {
        return Sha256.hex(address.strip().toLowerCase(Locale.ROOT));
    }

    String phone(String number) {
        return Sha256.hex(this == META ? number.replace("+", "") : number);
    }
}
