package io.kequn.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kequn.crypto.KeySet;
import io.kequn.crypto.KeySet.Purpose;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What production refuses before anything starts, on a database with the two roles that the README makes.
class ProductionTest {
    private static final String GOOD = "2c1f0e6a7d9b4c3fa8e5d6b7c8091a2b";

    private static final String DATA_KEYS = KeySet.made(Purpose.DATA).text();
    private static final String INDEX_KEYS = KeySet.made(Purpose.INDEX).text();

    private static TestDatabase database;
    private static String owner;
    private static String service;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
        owner = database.name() + "_owner";
        service = database.name() + "_service";
        admin("""
            do $$ begin
              if not exists (select from pg_roles where rolname = 'kequn_app') then
                create role kequn_app nologin nobypassrls;
              end if;
            end $$;
            create role %1$s login password '%3$s';
            grant kequn_app to %1$s;
            create role %2$s login password '%3$s' in role kequn_app;
            alter database %4$s owner to %1$s\
            """.formatted(owner, service, GOOD, database.name()));
        flyway(owner).migrate();
    }

    @AfterAll
    static void drop() {
        database.drop();
        database = TestDatabase.create();
        admin("drop role " + owner + "; drop role " + service);
        database.drop();
    }

    private static void admin(String sql) {
        execute(database.user(), database.password(), sql);
    }

    private static void as(String role, String sql) {
        execute(role, GOOD, sql);
    }

    private static void execute(String role, String password, String sql) {
        try (var connection = DriverManager.getConnection("jdbc:" + database.url(), role, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Flyway flyway(String role) {
        return Flyway.configure()
                .dataSource("jdbc:" + database.url(), role, GOOD)
                .locations("classpath:db/migration")
                .load();
    }

    private static SmallRyeConfig with(String user, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "quarkus.datasource.reactive.url", database.url(),
                "quarkus.datasource.username", user,
                "quarkus.datasource.password", user.equals(database.user()) ? database.password() : GOOD,
                "kequn.platform-key", GOOD,
                "kequn.encryption.key-set", DATA_KEYS,
                "kequn.encryption.index-key-set", INDEX_KEYS));
        settings.putAll(more);
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private static String refusal(SmallRyeConfig config) {
        try {
            ProductionChecks.pass(config);
            return "";
        } catch (StartRefusal refusal) {
            return refusal.getMessage();
        }
    }

    @Test
    void roleThatOwnsNothingIsWelcome() {
        assertThat(refusal(with(service, Map.of()))).isEmpty();
    }

    @Test
    void roleThatOwnsTheTablesIsRefused() {
        assertThat(refusal(with(owner, Map.of())))
                .contains("The role " + owner + " of PostgreSQL owns the tables")
                .contains("only a member of kequn_app");
    }

    /// The address is one of no machine, so that what is asked of the database itself fails, too.
    @ParameterizedTest
    @CsvSource({
        "kequn.nothing, x, true",
        "kequn.database.ca, /etc/database.pem, false",
        "kequn.database.plaintext, true, false",
        "quarkus.datasource.reactive.postgresql.ssl-mode, verify-full, false",
        "quarkus.datasource.reactive.postgresql.ssl-mode, require, true"
    })
    void databaseElsewhereIsReachedOverTls(String setting, String value, boolean refused) {
        var elsewhere = Map.of("quarkus.datasource.reactive.url", "postgresql://db.invalid:5432/kequn", setting, value);

        assertThat(refusal(with(service, elsewhere)).contains("- KEQUN_DATABASE_CA (kequn.database.ca) is not set"))
                .isEqualTo(refused);
    }

    @Test
    void superuserIsRefused() {
        assertThat(refusal(with(database.user(), Map.of())))
                .contains("The role " + database.user() + " of PostgreSQL is a superuser");
    }

    @Test
    void rolesThatPassRowsByAreRefused() {
        admin("alter role " + service + " bypassrls createrole");
        try {
            assertThat(refusal(with(service, Map.of()))).contains("has BYPASSRLS, has CREATEROLE");
        } finally {
            admin("alter role " + service + " nobypassrls nocreaterole");
        }
    }

    @Test
    void roleOfRequestsIsLookedAtToo() {
        assertThat(refusal(with(service, Map.of("kequn.database.role", owner)))).contains("The role " + owner);
        assertThat(refusal(with(service, Map.of("kequn.database.role", "kequn_nobody"))))
                .contains("no role kequn_nobody");
    }

    @Test
    void databaseThatDoesNotAnswerIsTold() {
        assertThat(refusal(with(service, Map.of("quarkus.datasource.password", "wrong-" + GOOD))))
                .contains("PostgreSQL cannot be asked");
    }

    @Test
    void embeddedDatabaseIsRefused() {
        assertThat(refusal(with(service, Map.of("quarkus.datasource.reactive.url", ""))))
                .contains("QUARKUS_DATASOURCE_REACTIVE_URL (quarkus.datasource.reactive.url) is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "kequn.platform-key, choose-a-long-secret",
        "kequn.platform-key, 0123456789abcdef0123456789abcde",
        "kequn.cursor-key, short",
        "kequn.webhooks.allow-private, true",
        "kequn.webhooks.allow-http, true",
        "kequn.demo, true",
        "quarkus.flyway.migrate-at-start, true",
    })
    void settingIsRefusedByName(String name, String value) {
        assertThat(refusal(with(service, Map.of(name, value)))).contains("(" + name + ") ");
    }

    @Test
    void keysOfPersonalDataMustBeThere() {
        assertThat(refusal(with(service, Map.of("kequn.encryption.key-set", ""))))
                .contains("neither kequn.encryption.key-set nor kequn.encryption.key-set-file is set");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var refusal = refusal(with(
                owner,
                Map.of(
                        "quarkus.datasource.password", GOOD,
                        "kequn.platform-key", "change-me",
                        "kequn.webhooks.allow-http", "true")));

        assertThat(refusal.lines().filter(line -> line.startsWith("- "))).hasSize(3);
        assertThat(refusal)
                .contains("KEQUN_PLATFORM_KEY")
                .contains("KEQUN_WEBHOOKS_ALLOW_HTTP")
                .contains(owner);
    }

    @Test
    void platformKeyMayBeLeftOut() {
        assertThat(refusal(with(service, Map.of("kequn.platform-key", "")))).isEmpty();
    }

    @Test
    void serviceMayValidateTheSchemaAndNotChangeIt() {
        assertThatCode(() -> flyway(service).validate()).doesNotThrowAnyException();
        assertThatThrownBy(() -> as(service, "alter table shop add column more text"))
                .hasMessageContaining("must be owner of table shop");
        assertThatThrownBy(() -> as(service, "create table more (id int)")).hasMessageContaining("permission denied");
    }

    @Test
    void modeIsOneOfTwo() {
        assertThat(List.of(
                        Mode.of(with(service, Map.of())), Mode.of(with(service, Map.of("kequn.mode", "production")))))
                .containsExactly(Mode.TRIAL, Mode.PRODUCTION);
        assertThatThrownBy(() -> Mode.of(with(service, Map.of("kequn.mode", "prod"))))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("KEQUN_MODE is `production`, or `trial`");
    }
}
