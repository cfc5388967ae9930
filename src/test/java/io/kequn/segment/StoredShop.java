package io.kequn.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.rule.EvaluationTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/// What the tables say of one shop, read beside the service.
final class StoredShop {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource database;
    private final int id;
    private final ZoneId zone;

    StoredShop(DataSource database, String key) {
        this.database = database;
        var shop =
                rows("select id, time_zone from shop where key = '" + key + "'").getFirst();
        this.id = shop.get("id").intValue();
        this.zone = ZoneId.of(shop.get("time_zone").textValue());
    }

    /// The shop's present instant; weeks begin on Monday.
    EvaluationTime now() {
        var now =
                "select clock_timestamp() + test_offset * interval '1 microsecond' as at from shop_clock where shop_id"
                        + " = "
                        + id;
        var at = OffsetDateTime.parse(rows(now).getFirst().get("at").textValue());
        return new EvaluationTime(at.toInstant(), zone, DayOfWeek.MONDAY);
    }

    /// All rows of a table that belong to the shop, each as JSON.
    List<JsonNode> table(String table, String orderBy) {
        return rows("select * from " + table + " where shop_id = " + id + " order by " + orderBy);
    }

    /// The keys of the segments that each member is in.
    Map<UUID, Set<String>> members() {
        var members = new HashMap<UUID, Set<String>>();
        rows("select customer_id, key from segment_member m join segment s on s.id = m.segment_id where m.shop_id = "
                        + id)
                .forEach(row -> members.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>())
                        .add(row.get("key").textValue()));
        return members;
    }

    /// What people have decided, upon what the rules say of the members.
    Map<UUID, Set<String>> overridden(Map<UUID, Set<String>> byRules) {
        var members = new HashMap<UUID, Set<String>>();
        byRules.forEach((customer, keys) -> members.put(customer, new TreeSet<>(keys)));
        for (var row : rows("select o.customer_id, s.key, o.kind from segment_override o"
                + " join segment s on s.id = o.segment_id where o.shop_id = " + id)) {
            var mine = members.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>());
            var key = row.get("key").textValue();
            if (row.get("kind").textValue().equals("include")) {
                mine.add(key);
            } else {
                mine.remove(key);
            }
        }
        members.values().removeIf(Set::isEmpty);
        return members;
    }

    /// What the change log makes of each customer's memberships, entry by entry. An entry that adds what is there, or
    /// removes what is not, is a false change and fails.
    Map<UUID, Set<String>> replayed() {
        var members = new HashMap<UUID, Set<String>>();
        for (var row : rows("select c.customer_id, s.key, c.operation from change c join segment s on s.id = c.subject"
                + " where c.kind = 'segment' and c.shop_id = " + id + " order by c.id")) {
            var mine = members.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>());
            var key = row.get("key").textValue();
            boolean changed = row.get("operation").textValue().equals("added") ? mine.add(key) : mine.remove(key);
            if (!changed) {
                throw new AssertionError("a false change: " + row);
            }
        }
        members.values().removeIf(Set::isEmpty);
        return members;
    }

    /// The customers and their facts as tables: active ones only.
    StoredFacts facts() {
        return StoredFacts.read(this);
    }

    Map<Integer, String> tagKeys() {
        var keys = new TreeMap<Integer, String>();
        rows("select id, key from tag where shop_id = " + id)
                .forEach(
                        row -> keys.put(row.get("id").intValue(), row.get("key").textValue()));
        return keys;
    }

    /// How many transactions of this database a deadlock has ended so far.
    long deadlocks() {
        return rows("select deadlocks from pg_stat_database where datname = current_database()")
                .getFirst()
                .get("deadlocks")
                .longValue();
    }

    static UUID uuid(JsonNode row, String column) {
        return UUID.fromString(row.get(column).textValue());
    }

    private List<JsonNode> rows(String sql) {
        try (var connection = database.getConnection()) {
            return rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<JsonNode> rows(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        var rows = new ArrayList<JsonNode>();
        try (var statement = connection.createStatement()) {
            statement.execute("set local app.shop = " + id);
            try (var found = statement.executeQuery("select to_jsonb(r) from (" + sql + ") r")) {
                while (found.next()) {
                    rows.add(JSON.readTree(found.getString(1)));
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        } finally {
            connection.rollback();
        }
        return rows;
    }
}
