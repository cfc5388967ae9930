package io.kequn.boot;

import io.quarkus.runtime.QuarkusApplication;
import org.flywaydb.core.Flyway;

/// `migrate`: brings the database up to date, as the role that owns it, and ends. By the time that it runs, the
/// migrations have, and the entities have been compared with the tables.
public class Migration implements QuarkusApplication {
    static final String COMMAND = "migrate";

    private final Flyway flyway;

    Migration(Flyway flyway) {
        this.flyway = flyway;
    }

    /// What the service has and this does not: it answers nobody and does no background work.
    static void prepare() {
        System.setProperty("quarkus.flyway.migrate-at-start", "true");
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("kequn.jobs.enabled", "false");
        System.setProperty("kequn.figures.every", "0S");
    }

    @Override
    public int run(String... arguments) {
        System.out.println(
                "The database is up to date: version " + flyway.info().current().getVersion() + ".");
        return 0;
    }
}
