package io.kequn.boot;

import io.kequn.crypto.UnusableKeys;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What no service in production may be set to: everything at once, each with the name of its setting and what helps.
final class ProductionChecks {
    private static final int SHORTEST_SECRET = 32;

    /// Keys and passwords that stand in documents, and what people type before they think of one.
    private static final Set<String> EXAMPLES = Set.of(
            "choose-a-long-secret",
            "change-me",
            "changeme",
            "password",
            "postgres",
            "kequn",
            "secret",
            "admin",
            "test");

    private final SmallRyeConfig config;
    private final List<String> problems = new ArrayList<>();

    private ProductionChecks(SmallRyeConfig config) {
        this.config = config;
    }

    /// Refuses to start, unless all is well.
    static void pass(SmallRyeConfig config) {
        var checks = new ProductionChecks(config);
        checks.database();
        checks.secrets();
        checks.keySets();
        checks.conveniences();
        if (!checks.problems.isEmpty()) {
            throw new StartRefusal("These settings are unsafe in production (KEQUN_MODE=production):\n- "
                    + String.join("\n- ", checks.problems));
        }
    }

    private void database() {
        var url = text("quarkus.datasource.reactive.url");
        if (url.isEmpty()) {
            report(
                    "quarkus.datasource.reactive.url",
                    "is not set, and the embedded PostgreSQL is for trying Kequn out. Set it to"
                            + " postgresql://HOST:PORT/DATABASE of a server that is backed up");
            return;
        }
        if (isExample(text("quarkus.datasource.password"))) {
            report("quarkus.datasource.password", "is a known example. Give the role a password of its own");
        }
        if (!DatabaseUrl.isLocal(url.get()) && !DatabaseTls.isSet(config) && !isOn("kequn.database.plaintext")) {
            report(
                    DatabaseTls.AUTHORITIES,
                    "is not set, so that the database on another machine is reached in the clear, whoever it is. Set it to"
                            + " a file with the authorities of its certificate, or KEQUN_DATABASE_PLAINTEXT to true where"
                            + " the network itself encrypts");
        }
        DatabaseRoles.problems(config).forEach(problems::add);
    }

    private void secrets() {
        var platformKey = text("kequn.platform-key");
        if (isExample(platformKey) || platformKey.filter(this::isShort).isPresent()) {
            report(
                    "kequn.platform-key",
                    "is a known example or shorter than " + SHORTEST_SECRET
                            + " characters, and whoever has it rules all shops. Make one with `openssl rand -hex 32`, or"
                            + " leave it out where no shops are made");
        }
        if (text("kequn.cursor-key").filter(this::isShort).isPresent()) {
            report(
                    "kequn.cursor-key",
                    "is shorter than " + SHORTEST_SECRET
                            + " characters. Make one with `openssl rand -hex 32`, or leave it out: the database keeps one");
        }
    }

    private void keySets() {
        try {
            StartKeys.check(config);
        } catch (UnusableKeys missing) {
            problems.add(String.valueOf(missing.getMessage()));
        }
    }

    private void conveniences() {
        if (isOn("kequn.demo")) {
            report("kequn.demo", "is on, and prints a key with all scopes. Leave it out");
        }
        if (isOn("kequn.webhooks.allow-private")) {
            report(
                    "kequn.webhooks.allow-private",
                    "is on, and lets shops reach your internal network. Leave it out, and lead webhooks through a"
                            + " public address");
        }
        if (isOn("kequn.webhooks.allow-http")) {
            report("kequn.webhooks.allow-http", "is on, and sends events in the clear. Leave it out");
        }
        if (isOn("quarkus.flyway.migrate-at-start")) {
            report(
                    "quarkus.flyway.migrate-at-start",
                    "is on, but the service's role may not own the tables. Leave it out, and run `migrate` first");
        }
    }

    private void report(String setting, String sentence) {
        var variable = setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        problems.add(variable + " (" + setting + ") " + sentence + ".");
    }

    private Optional<String> text(String setting) {
        return config.getOptionalValue(setting, String.class).filter(value -> !value.isBlank());
    }

    private boolean isOn(String setting) {
        return config.getOptionalValue(setting, Boolean.class).orElse(false);
    }

    private boolean isShort(String secret) {
        return secret.length() < SHORTEST_SECRET;
    }

    private static boolean isExample(Optional<String> secret) {
        return secret.filter(value -> EXAMPLES.contains(value.toLowerCase(Locale.ROOT))
                        || value.toLowerCase(Locale.ROOT).startsWith("platform-key-of-the-"))
                .isPresent();
    }
}
