package io.kequn.boot;

import io.kequn.crypto.UnusableKeys;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings the service up: the database first if none is configured, then Quarkus.
public final class Launcher {
    private static final String URL = "quarkus.datasource.reactive.url";

    private Launcher() {}

    /// Runs the service, a command on keys, or the migrations alone. Ends with 0 when told to stop, or when
    /// the command is done, with 1 when it cannot run.
    public static void launch(String... arguments) {
        if (KeyCommand.isMeant(arguments)) {
            System.exit(KeyCommand.run(arguments));
        }
        try {
            MavenProperties.adopt();
            var given = ConfigUtils.configBuilder().build();
            var mode = Mode.of(given);
            mode.adopt(given);
            var config = ConfigUtils.configBuilder().build();
            if (isMigration(arguments)) {
                prepareMigration(config);
                Quarkus.run(Migration.class, Launcher::exit, arguments);
                return;
            }
            prepare(config, mode);
            Quarkus.run(Service.class, Launcher::exit, arguments);
        } catch (StartRefusal | UnusableKeys refusal) {
            exit(1, refusal);
        }
    }

    private static boolean isMigration(String... arguments) {
        if (arguments.length == 0) {
            return false;
        }
        if (arguments.length == 1 && arguments[0].equals(Migration.COMMAND)) {
            return true;
        }
        throw new StartRefusal("There is no command '" + String.join(" ", arguments)
                + "': `migrate` brings the database up to date and ends, `keys` makes and changes keys; without a command,"
                + " the service runs.");
    }

    private static void prepareMigration(SmallRyeConfig config) {
        DatabaseUrl.adopt(
                config,
                url(config)
                        .orElseThrow(() -> new StartRefusal("Which database is to be migrated? Set"
                                + " QUARKUS_DATASOURCE_REACTIVE_URL to postgresql://HOST:PORT/DATABASE, and user and"
                                + " password of the role that owns it.")));
        StartKeys.check(config);
        Migration.prepare();
    }

    private static void prepare(SmallRyeConfig config, Mode mode) {
        url(config).ifPresent(url -> DatabaseUrl.adopt(config, url));
        if (mode == Mode.PRODUCTION) {
            ProductionChecks.pass(config);
        }
        Tracing.adopt(config);
        refuseBusyPorts(config);
        if (url(config).isPresent()) {
            StartKeys.check(config);
            return;
        }
        var settings = EmbeddedSettings.in(Path.of(
                config.getOptionalValue("kequn.embedded.data-dir", String.class).orElse("data/postgres")));
        if (isOn(config, "demo.reset")) {
            EmbeddedPostgres.reset(settings);
        }
        if (StartKeys.areConfigured(config)) {
            StartKeys.check(config);
        }
        startEmbedded(settings, config);
    }

    private static void startEmbedded(EmbeddedSettings settings, SmallRyeConfig config) {
        var postgres = EmbeddedPostgres.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterQuarkus(postgres), "embedded-postgres-stop"));
        postgres.createDatabase("kequn");
        System.setProperty(URL, postgres.url("kequn"));
        System.setProperty("quarkus.datasource.username", EmbeddedPostgres.USER);
        System.setProperty("quarkus.datasource.password", postgres.password());
        if (!StartKeys.areConfigured(config)) {
            StartKeys.keepIn(postgres.keys());
        }
    }

    private static Optional<String> url(SmallRyeConfig config) {
        return config.getOptionalValue(URL, String.class).filter(value -> !value.isBlank());
    }

    private static void refuseBusyPorts(SmallRyeConfig config) {
        refuseBusyPort(config, "quarkus.http", 8080);
        refuseBusyPort(config, "quarkus.management", 9180);
    }

    private static void refuseBusyPort(SmallRyeConfig config, String what, int usual) {
        var port = config.getOptionalValue(what + ".port", Integer.class).orElse(usual);
        var host = config.getOptionalValue(what + ".host", String.class).orElse("0.0.0.0");
        new HttpAddress(host).refuseBusyPort(what, port);
    }

    /// Requests that are being answered still need the database.
    private static void stopAfterQuarkus(EmbeddedPostgres postgres) {
        var application = Application.currentApplication();
        if (application != null) {
            CompletableFuture.runAsync(application::awaitShutdown)
                    .completeOnTimeout(null, 20, TimeUnit.SECONDS)
                    .join();
        }
        postgres.close();
    }

    private static boolean isOn(SmallRyeConfig config, String property) {
        // `-Ddemo.reset` alone sets an empty value, or `true` under Maven.
        var value = config.getConfigValue(property).getValue();
        return value != null && !value.equals("false");
    }

    private static void exit(int code, @Nullable Throwable problem) {
        if (problem != null) {
            StartProblem.report(problem);
        }
        System.exit(problem == null ? code : Math.max(code, 1));
    }
}
