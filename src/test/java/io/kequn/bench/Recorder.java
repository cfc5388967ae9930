package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.kequn.bench.Script.Place;
import io.kequn.bench.Script.Step;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes a script of what the service has really sent to the database for an order or a batch, so that the ceiling
/// follows the service's own statements whatever becomes of them.
final class Recorder {
    /// The evaluation's select names its answer so. What the service does after it depends on what it answers.
    static final String EVALUATION = " as should";
    /// From here on up a number is one that nobody else may have.
    static final long NUMBERED = 1_000_000_000_000_000L;

    private static final Duration JUST_NOW = Duration.ofSeconds(30);
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (NULL|'([^']*+(?:''[^']*+)*+)')");

    private final Connection connection;
    private final Map<String, Place> places = new HashMap<>();

    Recorder(Connection connection) {
        this.connection = connection;
    }

    /// The transaction that has written the orders, by what each customer's number and order is called.
    static Script script(Connection connection, List<ServerLog.Entry> transaction, Map<Integer, String> orders)
            throws SQLException {
        var recorder = new Recorder(connection);
        var sorted = new TreeMap<>(orders);
        int index = 0;
        for (var order : sorted.entrySet()) {
            recorder.places.put(Dataset.customer(order.getKey()).toString(), new Place("customer", index));
            recorder.places.put(Dataset.externalId(order.getKey()), new Place("identity", index));
            recorder.places.put(order.getValue(), new Place("order", index));
            index++;
        }
        return recorder.script(transaction);
    }

    private Script script(List<ServerLog.Entry> transaction) throws SQLException {
        var steps = new ArrayList<Step>();
        for (var entry : transaction) {
            if (entry.sql().equals("commit")) {
                return new Script(steps, false);
            }
            steps.add(new Step(entry.sql(), parameters(entry)));
            if (entry.sql().contains(EVALUATION)) {
                return new Script(steps, true);
            }
        }
        throw new IllegalStateException("a transaction without an end");
    }

    List<Parameter> parameters(ServerLog.Entry entry) throws SQLException {
        var texts = new ArrayList<@Nullable String>();
        var values = VALUE.matcher(entry.parameters());
        while (values.find()) {
            texts.add(values.group(2) == null ? null : values.group(2).replace("''", "'"));
        }
        if (texts.isEmpty()) {
            return List.of();
        }
        var types = types(entry.sql());
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < types.size(); i++) {
            parameters.add(new Parameter(types.get(i), placed(types.get(i), value(types.get(i), texts.get(i)))));
        }
        return parameters;
    }

    private List<String> types(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("prepare recorded as " + sql);
            try (var rows =
                    statement.executeQuery("select array(select type::text from unnest(parameter_types) as type)"
                            + " from pg_prepared_statements where name = 'recorded'")) {
                rows.next();
                return List.of((String[]) rows.getArray(1).getArray());
            } finally {
                statement.execute("deallocate recorded");
            }
        }
    }

    /// The text of a value of this type as JSON.
    private @Nullable Object value(String type, @Nullable String text) throws SQLException {
        try (var statement = connection.prepareStatement("select to_jsonb(cast(? as " + type + "))::text")) {
            statement.setObject(1, text, java.sql.Types.OTHER);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1) == null ? null : Json.decodeValue(rows.getString(1));
            }
        }
    }

    private @Nullable Object placed(String type, @Nullable Object value) {
        return switch (value) {
            case JsonArray array -> {
                var elements = new ArrayList<@Nullable Object>();
                array.forEach(element -> elements.add(placed(type.replace("[]", ""), element)));
                yield elements;
            }
            case String text
            when type.equals("uuid") -> places.computeIfAbsent(text, id -> new Place("fresh", fresh()));
            case String text when type.equals("text") && !isId(text) && places.containsKey(text) -> places.get(text);
            case String text when type.startsWith("timestamp") && isNow(text) -> new Place("now", 0);
            case Number number when type.equals("bigint") && number.longValue() > NUMBERED -> new Place("number", 0);
            case null -> null;
            default -> value;
        };
    }

    /// Other instants that the statements bind are beginnings of days.
    private static boolean isNow(String text) {
        var distance = Duration.between(OffsetDateTime.parse(text).toInstant(), Instant.now());
        return distance.abs().compareTo(JUST_NOW) < 0;
    }

    private int fresh() {
        return (int) places.values().stream()
                .filter(place -> place.what().equals("fresh"))
                .count();
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
