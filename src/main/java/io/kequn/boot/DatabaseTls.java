package io.kequn.boot;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How the database is reached over TLS: one file with the authorities that its certificate may be of. The reactive
/// client and JDBC, which the migrations use, are told the same in their own words, and both check the host's name.
final class DatabaseTls {
    static final String AUTHORITIES = "kequn.database.ca";

    private static final String REACTIVE = "quarkus.datasource.reactive.";

    private DatabaseTls() {}

    /// Does nothing where no file is named. Refuses one that cannot be read, and an address that says otherwise.
    static void adopt(SmallRyeConfig config, String url) {
        authorities(config).ifPresent(file -> {
            if (!Files.isReadable(file)) {
                throw new StartRefusal(
                        "The file " + file + " (KEQUN_DATABASE_CA, " + AUTHORITIES + ") cannot be read.");
            }
            if (url.contains("sslmode=")) {
                throw new StartRefusal(
                        "The database's address says `sslmode`, and KEQUN_DATABASE_CA says it all:"
                                + " that the server must have a certificate of these authorities, for its name. Leave one out.");
            }
            System.setProperty(REACTIVE + "postgresql.ssl-mode", "verify-full");
            System.setProperty(REACTIVE + "trust-certificate-pem", "true");
            System.setProperty(REACTIVE + "trust-certificate-pem.certs", file.toString());
            System.setProperty(REACTIVE + "hostname-verification-algorithm", "HTTPS");
            System.setProperty("quarkus.datasource.jdbc.url", jdbc(config, url));
        });
    }

    /// The same database for JDBC.
    static String jdbc(SmallRyeConfig config, String url) {
        return "jdbc:" + url
                + authorities(config)
                        .map(file -> (url.contains("?") ? "&" : "?") + "sslmode=verify-full&sslrootcert=" + file)
                        .orElse("");
    }

    /// Whether the way to the database is encrypted and its other end is known, by our setting or by Quarkus' own.
    static boolean isSet(SmallRyeConfig config) {
        return authorities(config).isPresent()
                || config.getOptionalValue(REACTIVE + "postgresql.ssl-mode", String.class)
                        .filter(mode -> mode.startsWith("verify"))
                        .isPresent();
    }

    private static Optional<Path> authorities(SmallRyeConfig config) {
        return config.getOptionalValue(AUTHORITIES, String.class)
                .filter(file -> !file.isBlank())
                .map(file -> Path.of(file).toAbsolutePath());
    }
}
