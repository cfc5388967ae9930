package io.kequn.audience;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        return hash(address.strip().toLowerCase(Locale.ROOT));
    }

    String phone(String number) {
        return hash(this == META ? number.replace("+", "") : number);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
