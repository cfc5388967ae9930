package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/// A certificate of a server, which vouches for itself, with its key.
public record TestCertificate(Path store) {
    public static final String PASSWORD = "secret";

    private static final String ALIAS = "server";

    /// @param names for whom it is, such as `dns:a.example` or `ip:127.0.0.1`
    public static TestCertificate of(Path folder, String names) {
        var store = folder.resolve("certificate-" + System.nanoTime() + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + names.replaceFirst("^[a-z]+:", ""),
                "-ext",
                "san=" + names);
        try {
            assertThat(command.inheritIO().start().waitFor(60, TimeUnit.SECONDS))
                    .isTrue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new TestCertificate(store);
    }

    public String certificate() {
        return opened((keys, encoder) -> pem(
                "CERTIFICATE", encoder.encodeToString(keys.getCertificate(ALIAS).getEncoded())));
    }

    public String key() {
        return opened((keys, encoder) -> pem(
                "PRIVATE KEY",
                encoder.encodeToString(
                        keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded())));
    }

    private interface Reading {
        String of(KeyStore keys, Base64.Encoder encoder) throws GeneralSecurityException;
    }

    private String opened(Reading reading) {
        try (var in = Files.newInputStream(store)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return reading.of(keys, Base64.getMimeEncoder());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, String text) {
        return "-----BEGIN " + type + "-----\n" + text.replace("\r", "") + "\n-----END " + type + "-----\n";
    }
}
