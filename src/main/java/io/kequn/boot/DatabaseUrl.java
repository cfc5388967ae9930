package io.kequn.boot;

import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.util.Set;

/// The configured database has one address, in the form of the reactive client; JDBC, which the migrations use, gets
/// the same.
final class DatabaseUrl {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private DatabaseUrl() {}

    /// Whether what is sent there leaves no machine.
    static boolean isLocal(String url) {
        return THIS_MACHINE.contains(String.valueOf(
                URI.create(url.replaceFirst("^vertx-reactive:", "")).getHost()));
    }

    /// Quarkus and other tools also write addresses in forms that JDBC does not read.
    static void adopt(SmallRyeConfig config, String url) {
        var plain = url.replaceFirst("^vertx-reactive:", "").replaceFirst("^postgres:", "postgresql:");
        if (!plain.startsWith("postgresql://")) {
            throw new StartRefusal("The database address '" + url
                    + "' is not of the form postgresql://HOST:PORT/DATABASE (QUARKUS_DATASOURCE_REACTIVE_URL).");
        }
        if (!plain.equals(url)) {
            System.setProperty("quarkus.datasource.reactive.url", plain);
        }
        DatabaseTls.adopt(config, plain);
    }
}
