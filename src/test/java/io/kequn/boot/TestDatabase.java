package io.kequn.boot;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// A database for one run of the application, on a server that the whole test run shares.
public record TestDatabase(String server, String name, String user, String password) {
    // Class loaders come and go within a test run; the properties of the process stay.
    private static final String SHARED = "kequn.test.server";

    public static TestDatabase create() {
        var external = Optional.ofNullable(System.getenv("QUARKUS_DATASOURCE_REACTIVE_URL"))
                .filter(url -> !url.isBlank());
        var database = external.isPresent() ? onExternal(external.get()) : onEmbedded();
        database.execute("create database " + database.name
                + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'"
                + (external.isPresent() ? "" : " builtin_locale 'C.UTF-8'"));
        if (TestDatabase.class.getResource("/db/migration") == null) {
            // Until there are migrations, nobody else makes the role.
            database.execute("""
                do $$ begin
                    if not exists (select from pg_roles where rolname = 'kequn_app') then
                        create role kequn_app nologin;
                    end if;
                end $$;
                grant kequn_app to current_user\
                """);
        }
        return database;
    }

    public String url() {
        return server.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
    }

    public void drop() {
        execute("drop database if exists " + name + " with (force)");
    }

    private static TestDatabase onExternal(String url) {
        var user = Optional.ofNullable(System.getenv("QUARKUS_DATASOURCE_USERNAME"))
                .orElse("postgres");
        var password = Optional.ofNullable(System.getenv("QUARKUS_DATASOURCE_PASSWORD"))
                .orElse("");
        return new TestDatabase(url.replaceFirst("^vertx-reactive:", ""), newName(), user, password);
    }

    private static synchronized TestDatabase onEmbedded() {
        if (System.getProperty(SHARED) == null) {
            var target = Path.of("target").toAbsolutePath();
            var folder =
                    target.resolve("test-postgres-" + ProcessHandle.current().pid());
            var settings = new EmbeddedSettings(folder, target.resolve("postgres-binaries"), false);
            var server = EmbeddedPostgres.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, settings)));
            System.setProperty(SHARED + ".password", server.password());
            System.setProperty(SHARED, server.url("postgres"));
        }
        return new TestDatabase(
                System.getProperty(SHARED), newName(), EmbeddedPostgres.USER, System.getProperty(SHARED + ".password"));
    }

    private static void remove(EmbeddedPostgres server, EmbeddedSettings settings) {
        server.close();
        EmbeddedPostgres.reset(settings);
    }

    private static String newName() {
        return "kequn_test_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:" + server, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
