package io.kequn.platform.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of texts and of bytes.
public final class Sha256 {
    private Sha256() {}

    /// 32 bytes, of the text in UTF-8.
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// 32 bytes.
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// 64 digits in lower case, of the text in UTF-8.
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
