package io.kequn.boot;

import io.kequn.crypto.UnusableKeys;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings the service up: the database first if none is configured, then Quarkus.
public final class Launcher {
    private static final String URL = "quarkus.datasource.reactive.url";

    private Launcher() {}

    /// Runs the service, or a command on keys. Ends with 0 when told to stop, with 1 when the service cannot run.
    public static void launch(String... arguments) {
        if (KeyCommand.isMeant(arguments)) {
            System.exit(KeyCommand.run(arguments));
        }
        try {
            MavenProperties.adopt();
            prepare(ConfigUtils.configBuilder().build());
            Quarkus.run(Service.class, Launcher::exit, arguments);
        } catch (StartRefusal | UnusableKeys refusal) {
            exit(1, refusal);
        }
    }

    private static void prepare(SmallRyeConfig config) {
        refuseBusyPort(config);
        var url = config.getOptionalValue(URL, String.class).filter(value -> !value.isBlank());
        if (url.isPresent()) {
            DatabaseUrl.adopt(url.get());
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

    private static void refuseBusyPort(SmallRyeConfig config) {
        var port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
        var host = config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
        new HttpAddress(host).refuseBusyPort(port);
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
