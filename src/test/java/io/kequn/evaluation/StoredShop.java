package io.kequn.evaluation;

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
public final class StoredShop {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource database;
    private final int id;

    public StoredShop(DataSource database, String key) {
        this.database = database;
        this.id = rows("select id from shop where key = '" + key + "'")
                .getFirst()
                .get("id")
                .intValue();
    }

    /// The shop's present instant, in its present days.
    public EvaluationTime now() {
        var now = rows("select clock_timestamp() + test_offset * interval '1 microsecond' as at, time_zone, week_start"
                        + " from shop join shop_clock on shop_id = id where id = " + id)
                .getFirst();
        return new EvaluationTime(
                OffsetDateTime.parse(now.get("at").textValue()).toInstant(),
                ZoneId.of(now.get("time_zone").textValue()),
                DayOfWeek.of(now.get("week_start").intValue()));
    }

    /// All rows of a table that belong to the shop, each as JSON.
    public List<JsonNode> table(String table, String orderBy) {
        return rows("select * from " + table + " where shop_id = " + id + " order by " + orderBy);
    }

    /// The keys of the segments that each member is in.
    public Map<UUID, Set<String>> members() {
        var members = new HashMap<UUID, Set<String>>();
        rows("select customer_id, key from segment_member m join segment s on s.id = m.segment_id where m.shop_id = "
                        + id)
                .forEach(row -> members.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>())
                        .add(row.get("key").textValue()));
        return members;
    }

    /// What rules decide of each customer, as it is stored: segments, these tags, and layers, as `RuleSystem`
    /// tells them.
    public Map<UUID, Set<String>> decided(Set<String> automaticTags) {
        var decided = members();
        var tagKeys = tagKeys();
        for (var row : table("customer_tag", "tag_id")) {
            var tag = tagKeys.getOrDefault(row.get("tag_id").intValue(), "?");
            if (automaticTags.contains(tag)) {
                decided.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>())
                        .add("tag:" + tag);
            }
        }
        for (var row : rows("select m.customer_id, s.key || '=' || l.key told from layer_member m"
                + " join layer_set s on s.id = m.layer_set_id join layer l on l.id = m.layer_id where m.shop_id = "
                + id)) {
            decided.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>())
                    .add("layer:" + row.get("told").textValue());
        }
        return decided;
    }

    PeoplesDecisions decisions() {
        var keys = new TreeMap<Integer, String>();
        rows("select id, key from segment where shop_id = " + id)
                .forEach(
                        row -> keys.put(row.get("id").intValue(), row.get("key").textValue()));
        return PeoplesDecisions.read(this, keys);
    }

    /// All tags of each customer, by whomever.
    Map<UUID, Set<String>> tags() {
        var tags = new HashMap<UUID, Set<String>>();
        var keys = tagKeys();
        table("customer_tag", "tag_id")
                .forEach(row -> tags.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>())
                        .add(keys.getOrDefault(row.get("tag_id").intValue(), "?")));
        return tags;
    }

    /// What the change log makes of each customer's memberships, entry by entry. An entry that adds what is
    /// there, or removes what is not, is a false change and fails.
    Map<UUID, Set<String>> replayed() {
        return replayed("segment");
    }

    /// The same of all tags.
    Map<UUID, Set<String>> replayedTags() {
        return replayed("tag");
    }

    /// The layer of each customer in each set as the log tells its moves, as `set=layer`.
    Map<UUID, Set<String>> replayedLayers() {
        var layers = new HashMap<UUID, Set<String>>();
        for (var row : rows("select c.customer_id, s.key, c.detail from change c join layer_set s on s.id = c.subject"
                + " where c.kind = 'layer' and c.shop_id = " + id + " order by c.id")) {
            var mine = layers.computeIfAbsent(uuid(row, "customer_id"), none -> new TreeSet<>());
            var set = row.get("key").textValue() + "=";
            var from = row.get("detail").path("from").textValue();
            var to = row.get("detail").path("to").textValue();
            boolean moved =
                    (from == null ? mine.stream().noneMatch(layer -> layer.startsWith(set)) : mine.remove(set + from))
                            && (to == null || mine.add(set + to));
            if (!moved) {
                throw new AssertionError("a false move: " + row);
            }
        }
        layers.values().removeIf(Set::isEmpty);
        return layers;
    }

    private Map<UUID, Set<String>> replayed(String table) {
        var members = new HashMap<UUID, Set<String>>();
        for (var row : rows("select c.customer_id, s.key, c.operation from change c join " + table
                + " s on s.id = c.subject where c.kind = '" + table + "' and c.operation <> 'updated' and c.shop_id = "
                + id + " order by c.id")) {
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

    public static UUID uuid(JsonNode row, String column) {
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
