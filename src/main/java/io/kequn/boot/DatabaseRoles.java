package io.kequn.boot;

import io.smallrye.config.SmallRyeConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// Asks PostgreSQL whether row-level security can hold: it does not for whoever owns the tables, or may become somebody
/// who does. That goes for the role of requests and for the one that logs in, since a session can always go back to it.
final class DatabaseRoles {
    private static final String FACTS = """
        select w.name, r.oid is not null known, coalesce(r.rolsuper, false) super,
          coalesce(r.rolbypassrls, false) bypasses, coalesce(r.rolcreaterole, false) makes_roles,
          r.oid is not null and exists (
            select from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any(current_schemas(false)) and c.relkind in ('r', 'p')
              and pg_has_role(r.oid, c.relowner, 'member')) owns
        from (select distinct unnest(array[cast(session_user as text), cast(? as text)]) name) w
        left join pg_roles r on r.rolname = w.name order by w.name\
        """;
    private static final String REMEDY = " Log in as a role that is only a member of kequn_app, and migrate as another:"
            + " the README shows both, under `Your own PostgreSQL`.";

    private DatabaseRoles() {}

    /// A sentence for each role that may do too much; one if the server cannot be asked.
    static List<String> problems(SmallRyeConfig config) {
        var url = config.getValue("quarkus.datasource.reactive.url", String.class);
        try (var connection = DriverManager.getConnection(DatabaseTls.jdbc(config, url), login(config))) {
            return problems(
                    connection,
                    config.getOptionalValue("kequn.database.role", String.class).orElse("kequn_app"));
        } catch (SQLException e) {
            return List.of("PostgreSQL cannot be asked for its roles ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no message")
                    + "). Check QUARKUS_DATASOURCE_REACTIVE_URL, user, password and KEQUN_DATABASE_CA.");
        }
    }

    private static Properties login(SmallRyeConfig config) {
        var login = new Properties();
        config.getOptionalValue("quarkus.datasource.username", String.class)
                .ifPresent(user -> login.setProperty("user", user));
        config.getOptionalValue("quarkus.datasource.password", String.class)
                .ifPresent(password -> login.setProperty("password", password));
        login.setProperty("connectTimeout", "10");
        login.setProperty("socketTimeout", "10");
        return login;
    }

    private static List<String> problems(Connection connection, String role) throws SQLException {
        try (var statement = connection.prepareStatement(FACTS)) {
            statement.setString(1, role);
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.addAll(problems(rows));
                }
            }
            return found;
        }
    }

    private static List<String> problems(ResultSet row) throws SQLException {
        var name = row.getString("name");
        if (!row.getBoolean("known")) {
            return List.of("PostgreSQL has no role " + name
                    + ". Run `java -jar quarkus-run.jar migrate` as the role that owns the database first.");
        }
        var powers = new ArrayList<String>();
        if (row.getBoolean("super")) {
            powers.add("is a superuser");
        }
        if (row.getBoolean("bypasses")) {
            powers.add("has BYPASSRLS");
        }
        if (row.getBoolean("makes_roles")) {
            powers.add("has CREATEROLE");
        }
        if (row.getBoolean("owns")) {
            powers.add("owns the tables, or may become who does");
        }
        return powers.isEmpty()
                ? List.of()
                : List.of("The role " + name + " of PostgreSQL " + String.join(", ", powers)
                        + ", so that row-level security would not keep shops apart." + REMEDY);
    }
}
