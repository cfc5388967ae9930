package io.kequn.boot;

/// The configured database has one address, in the form of the reactive client; JDBC, which the migrations use, gets
/// the same.
final class DatabaseUrl {
    private DatabaseUrl() {}

    /// Quarkus and other tools also write addresses in forms that JDBC does not read.
    static void adopt(String url) {
        var plain = url.replaceFirst("^vertx-reactive:", "").replaceFirst("^postgres:", "postgresql:");
        if (!plain.startsWith("postgresql://")) {
            throw new StartRefusal("The database address '" + url
                    + "' is not of the form postgresql://HOST:PORT/DATABASE (QUARKUS_DATASOURCE_REACTIVE_URL).");
        }
        if (!plain.equals(url)) {
            System.setProperty("quarkus.datasource.reactive.url", plain);
        }
    }
}
