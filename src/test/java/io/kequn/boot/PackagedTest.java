package io.kequn.boot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.TestCertificate;
import io.kequn.crypto.KeySet;
import io.kequn.crypto.KeySet.Purpose;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The packaged service as it runs in production: two roles made as the README makes them, migrated by one,
/// served as the other, over TLS, by a user who may write nowhere but to a folder for temporary files. `.ci/run`
/// runs it on what it has built.
@EnabledIfSystemProperty(named = "packaged", matches = ".*")
class PackagedTest {
    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final String PLATFORM_KEY = "2c1f0e6a7d9b4c3fa8e5d6b7c8091a2b";
    private static final String CANARY = "13900004321";
    private static final String DATA_KEYS = KeySet.made(Purpose.DATA).text();
    private static final String INDEX_KEYS = KeySet.made(Purpose.INDEX).text();
    private static final Duration FLIPS = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static Path authorities;
    private static EmbeddedSettings settings;
    private static Proxy proxy;
    private static Child service;

    @BeforeAll
    static void begin() throws IOException, SQLException {
        settings = new EmbeddedSettings(
                Path.of("target", "packaged-postgres-" + ProcessHandle.current().pid()),
                Path.of("target", "postgres-binaries"),
                false);
        postgres = EmbeddedPostgres.start(settings);
        var roles = Pattern.compile("\\*\\*Two roles.*?```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(roles.find()).isTrue();
        for (var command : roles.group(1).split(";")) {
            if (!command.isBlank()) {
                asAdmin(statement -> statement.execute(command));
            }
        }
        authorities = encrypted(TestCertificate.of(folder, "ip:127.0.0.1"));
        proxy = Proxy.to(Integer.parseInt(postgres.url("").replaceAll("\\D", "")));

        var tooEarly = Child.start("too-early", production(), List.of());
        assertThat(tooEarly.end()).isEqualTo(1);
        assertThat(tooEarly.output()).contains("quarkus-run.jar migrate");
        for (int i = 0; i < 2; i++) {
            var migration = Child.start("migrate", as("kequn_owner", "one-password"), List.of("migrate"));
            assertThat(migration.end()).as(migration.output()).isZero();
            assertThat(migration.output()).containsPattern("The database is up to date: version \\d+");
        }
        service = Child.start("service", production(), List.of());
        service.awaitReady();
    }

    @AfterAll
    static void end() throws IOException {
        if (service != null) {
            service.process.destroyForcibly().onExit().join();
        }
        if (proxy != null) {
            proxy.close();
        }
        postgres.close();
        EmbeddedPostgres.reset(settings);
    }

    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    private static <T> T asAdmin(Work<T> work) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + postgres.url("postgres"), EmbeddedPostgres.USER, postgres.password());
                var statement = connection.createStatement()) {
            return work.on(statement);
        }
    }

    /// Gives the server the certificate; gives the file of authorities that vouch for it. The server writes the files
    /// itself, since it may be somebody else, and wants its key to be nobody else's.
    private static Path encrypted(TestCertificate certificate) throws IOException, SQLException {
        for (var file : Map.of("server.crt", certificate.certificate(), "server.key", certificate.key())
                .entrySet()) {
            asAdmin(statement -> statement.execute("copy (select regexp_split_to_table('"
                    + file.getValue().strip() + "', '\n')) to program 'umask 077; cat > " + file.getKey() + "'"));
        }
        asAdmin(statement -> statement.execute("alter system set ssl = on"));
        asAdmin(statement -> statement.execute("select pg_reload_conf()"));
        await(FLIPS, () -> "on".equals(shown("ssl")));
        return Files.writeString(folder.resolve("authorities.pem"), certificate.certificate());
    }

    private static String shown(String setting) {
        try {
            return asAdmin(statement -> {
                var rows = statement.executeQuery("show " + setting);
                rows.next();
                return rows.getString(1);
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> as(String role, String password) {
        return new HashMap<>(Map.of(
                "KEQUN_ENCRYPTION_KEY_SET", DATA_KEYS,
                "KEQUN_ENCRYPTION_INDEX_KEY_SET", INDEX_KEYS,
                "KEQUN_DATABASE_CA", authorities.toString(),
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + proxy.port() + "/kequn",
                "QUARKUS_DATASOURCE_USERNAME", role,
                "QUARKUS_DATASOURCE_PASSWORD", password));
    }

    private static Map<String, String> production() {
        var environment = as("kequn_service", "another-password");
        environment.put("KEQUN_MODE", "production");
        environment.put("KEQUN_PLATFORM_KEY", PLATFORM_KEY);
        environment.put("QUARKUS_SHUTDOWN_DELAY", "3S");
        return environment;
    }

    @Test
    void unsafeSettingsStopItAndAreToldAtOnce() {
        var refused = Child.start(
                "refused", Map.of("KEQUN_MODE", "production", "KEQUN_PLATFORM_KEY", "choose-a-long-secret"), List.of());

        assertThat(refused.end()).isEqualTo(1);
        assertThat(refused.output())
                .contains("- QUARKUS_DATASOURCE_REACTIVE_URL (quarkus.datasource.reactive.url) is not set")
                .contains("- KEQUN_PLATFORM_KEY (kequn.platform-key) is a known example")
                .contains("neither kequn.encryption.key-set nor")
                .doesNotContain("at io.kequn");
    }

    @Test
    void ownerOfTheTablesDoesNotServe() {
        var environment = production();
        environment.putAll(as("kequn_owner", "one-password"));
        var refused = Child.start("owner", environment, List.of());

        assertThat(refused.end()).isEqualTo(1);
        assertThat(refused.output()).contains("- The role kequn_owner of PostgreSQL owns the tables");
    }

    /// The database was written with other ones.
    @Test
    void foreignKeysAreRefusedThoughAnotherProcessHasMigrated() {
        var environment = production();
        environment.put("KEQUN_ENCRYPTION_KEY_SET", KeySet.made(Purpose.DATA).text());
        var refused = Child.start("foreign-keys", environment, List.of());

        assertThat(refused.end()).isEqualTo(1);
        assertThat(refused.output()).contains("The database was written with the key");
    }

    @Test
    void everyConnectionIsEncrypted() throws SQLException {
        String ways = asAdmin(statement -> {
            var rows = statement.executeQuery("select string_agg(distinct s.ssl::text, ' ') from pg_stat_activity a"
                    + " join pg_stat_ssl s using (pid) where a.usename = 'kequn_service'");
            rows.next();
            return rows.getString(1);
        });

        assertThat(ways).isEqualTo("true");
    }

    /// Neither the migrations nor the service talk to a server that others vouch for.
    @Test
    void serverOfAnotherAuthorityIsNotTrusted() throws IOException {
        var other = TestCertificate.of(folder, "ip:127.0.0.1");
        var file = Files.writeString(folder.resolve("other.pem"), other.certificate());
        for (var started : List.of(as("kequn_owner", "one-password"), production())) {
            started.put("KEQUN_DATABASE_CA", file.toString());
            var refused = Child.start(
                    "untrusted", started, started.containsKey("KEQUN_MODE") ? List.of() : List.of("migrate"));

            assertThat(refused.end()).as(refused.output()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("PostgreSQL cannot be", "KEQUN_DATABASE_CA")
                    .doesNotContain("at io.kequn");
        }
    }

    @Test
    void serverOfAnotherNameIsNotTrusted() {
        var environment = production();
        environment.computeIfPresent(
                "QUARKUS_DATASOURCE_REACTIVE_URL", (name, url) -> url.replace("127.0.0.1", "localhost"));
        var refused = Child.start("misnamed", environment, List.of());

        assertThat(refused.end()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output())
                .contains("PostgreSQL cannot be", "KEQUN_DATABASE_CA")
                .doesNotContain("at io.kequn");
    }

    @Test
    void logIsJsonWithALineForEachRequestAndNothingPersonal() {
        var shop = JsonShop.make(service);
        given().header("Authorization", "Bearer " + shop.secret)
                .header("X-Request-Id", "known-request")
                .contentType("application/json")
                .body(Map.of("phone", "+86" + CANARY))
                .put(service.url("/v1/customers/crm:" + CANARY))
                .then()
                .statusCode(201);
        given().header("Authorization", "Bearer " + shop.secret)
                .contentType("application/json")
                .body(Map.of("query", "{ segments(first: 7) { nodes { key } } }"))
                .post(service.url("/graphql"))
                .then()
                .statusCode(200);

        await(Duration.ofSeconds(5), () -> service.output().contains("known-request"));
        var lines = service.output().lines().toList();
        assertThat(lines).hasSizeGreaterThan(3).allMatch(PackagedTest::isJson);
        assertThat(service.output()).doesNotContain(CANARY);
        var line = line(lines, "known-request");
        assertThat(line.getString("method")).isEqualTo("PUT");
        assertThat(line.getString("route")).isEqualTo("/v1/customers/{customer}");
        assertThat(line.getString("status")).isEqualTo("201");
        assertThat(line.getString("shop")).isEqualTo(shop.key);
        assertThat(shop.secret).contains(line.getString("principal").replaceFirst(".*:", ""));
        assertThat(Long.parseLong(line.getString("millis"))).isBetween(0L, 60_000L);
        assertThat(line(lines, "/graphql").getString("cost")).isEqualTo("7");
    }

    /// However the database goes away, and back again.
    @Test
    void readinessFollowsTheDatabaseAndLivenessDoesNot() {
        proxy.closed();
        await(FLIPS, () -> service.health("ready") == 503);
        assertThat(service.health("live")).isEqualTo(200);
        proxy.open();
        await(FLIPS, () -> service.health("ready") == 200);

        proxy.silent();
        await(FLIPS, () -> service.health("ready") == 503);
        assertThat(service.health("live")).isEqualTo(200);
        proxy.open();
        await(FLIPS, () -> service.health("ready") == 200);
    }

    @Test
    void stoppingReplicaIsNotReadyButAnswersUntilItEnds() throws IOException {
        var other = Child.start("stopping", production(), List.of());
        other.awaitReady();
        var shop = JsonShop.make(other);

        other.process.destroy();

        await(Duration.ofSeconds(2), () -> other.health("ready") == 503);
        given().header("Authorization", "Bearer " + shop.secret)
                .get(other.url("/v1/segments"))
                .then()
                .statusCode(200);
        assertThat(other.end()).isIn(0, 143);
    }

    private static JsonObject line(List<String> lines, String part) {
        return lines.stream()
                .filter(line -> line.contains(part) && line.contains("io.kequn.requests"))
                .map(line -> new JsonObject(line).getJsonObject("mdc"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isJson(String line) {
        try {
            return !new JsonObject(line).isEmpty();
        } catch (DecodeException e) {
            return false;
        }
    }

    private static void await(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within " + patience).isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record JsonShop(String key, String secret) {
        static JsonShop make(Child service) {
            var key = "shop-" + System.nanoTime();
            var platform =
                    given().header("Authorization", "Bearer " + PLATFORM_KEY).contentType("application/json");
            platform.body(Map.of("key", key, "name", key, "currency", "CNY", "timeZone", "Asia/Shanghai"))
                    .post(service.url("/v1/shops"))
                    .then()
                    .statusCode(201);
            String secret = given().header("Authorization", "Bearer " + PLATFORM_KEY)
                    .contentType("application/json")
                    .body(Map.of("name", "till", "scopes", List.of("customers:write", "segments:read")))
                    .post(service.url("/v1/shops/" + key + "/api-keys"))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("secret");
            return new JsonShop(key, secret);
        }
    }

    /// The service in a process of its own; where we are root, as somebody who owns nothing.
    private record Child(Process process, Path log, int port, int management) {
        static Child start(String name, Map<String, String> environment, List<String> arguments) {
            try {
                var home = Files.createTempDirectory(folder, name);
                var temporary = Files.createDirectory(home.resolve("tmp"));
                int port = freePort();
                int management = freePort();
                var command = new ArrayList<String>();
                if (System.getProperty("user.name").equals("root")) {
                    command.addAll(List.of("setpriv", "--reuid", "10001", "--regid", "10001", "--clear-groups"));
                    Files.setAttribute(temporary, "unix:uid", 10001);
                    for (var above = home; above != null && above.startsWith(folder); above = above.getParent()) {
                        assertThat(above.toFile().setExecutable(true, false)).isTrue();
                    }
                }
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.addAll(List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary, "-jar", JAR.toString()));
                command.addAll(arguments);
                var log = home.resolve("log");
                var builder = new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
                builder.environment().keySet().removeIf(key -> key.startsWith("QUARKUS_") || key.startsWith("KEQUN_"));
                builder.environment().putAll(environment);
                builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
                builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
                var process = builder.start();
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                return new Child(process, log, port, management);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String url(String path) {
            return "http://127.0.0.1:" + port + path;
        }

        /// The status of an answer to a probe; 0 if there is none.
        int health(String kind) {
            try {
                return given().get("http://127.0.0.1:" + management + "/q/health/" + kind)
                        .statusCode();
            } catch (Exception notThere) {
                return 0;
            }
        }

        void awaitReady() {
            await(Duration.ofSeconds(90), () -> {
                assertThat(process.isAlive()).as(output()).isTrue();
                return health("ready") == 200;
            });
        }

        /// Waits for its end; gives its exit code.
        int end() {
            var ended = process.onExit()
                    .completeOnTimeout(process, 90, TimeUnit.SECONDS)
                    .join();
            if (ended.isAlive()) {
                ended.destroyForcibly();
                throw new AssertionError("still runs: " + output());
            }
            return ended.exitValue();
        }
    }
}
