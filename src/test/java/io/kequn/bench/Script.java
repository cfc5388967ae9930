package io.kequn.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements that the ceiling runs for one request, sent to the database in one go. A script that
/// evaluates ends with the rules' select, whose difference is then written as the service writes it.
record Script(List<Step> steps, boolean evaluates) {
    private static final String PLACE = "place";

    Script {
        steps = List.copyOf(steps);
    }

    /// One select that gives the answer as text, in a transaction that knows its shop, as the service reads.
    static Script select(int shop, String sql, Parameter... parameters) {
        return new Script(
                List.of(
                        new Step("begin read only; set local app.shop = " + shop, List.of()),
                        new Step(sql, List.of(parameters)),
                        new Step("commit", List.of())),
                false);
    }

    /// A statement without parameters may be several, as a client sends them in one text.
    record Step(String sql, List<Parameter> parameters) {
        Step {
            parameters = List.copyOf(parameters);
        }
    }

    /// What a statement binds: a value in the form of PostgreSQL's `to_jsonb`, a list of such, or a [Place]
    /// where each request puts something of its own; `type` as PostgreSQL calls it.
    record Parameter(String type, @Nullable Object value) {
        static Parameter customer() {
            return new Parameter("uuid", new Place("customer", 0));
        }

        static Parameter of(String text) {
            return new Parameter("text", text);
        }
    }

    /// Stands for the id (`customer`), the identity or the order of the request's n-th line, for a new id
    /// (`fresh`) or number (`number`), or for the present (`now`).
    record Place(String what, int index) {}

    JsonObject json() {
        var array = new JsonArray();
        for (var step : steps) {
            var parameters = new JsonArray();
            step.parameters()
                    .forEach(parameter -> parameters.add(
                            new JsonObject().put("type", parameter.type()).put("value", json(parameter.value()))));
            array.add(new JsonObject().put("sql", step.sql()).put("parameters", parameters));
        }
        return new JsonObject().put("steps", array).put("evaluates", evaluates);
    }

    static Script of(JsonObject json) {
        var steps = new ArrayList<Step>();
        for (var step : json.getJsonArray("steps")) {
            var parameters = new ArrayList<Parameter>();
            for (var parameter : ((JsonObject) step).getJsonArray("parameters")) {
                var object = (JsonObject) parameter;
                parameters.add(new Parameter(object.getString("type"), value(object.getValue("value"))));
            }
            steps.add(new Step(((JsonObject) step).getString("sql"), parameters));
        }
        return new Script(steps, json.getBoolean("evaluates"));
    }

    private static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case Place place -> new JsonObject().put(PLACE, place.what()).put("index", place.index());
            case List<?> list -> {
                var array = new JsonArray();
                list.forEach(element -> array.add(json(element)));
                yield array;
            }
            case null -> null;
            default -> value;
        };
    }

    private static @Nullable Object value(@Nullable Object json) {
        return switch (json) {
            case JsonObject object
            when object.containsKey(PLACE) -> new Place(object.getString(PLACE), object.getInteger("index"));
            case JsonArray array -> {
                var list = new ArrayList<@Nullable Object>();
                array.forEach(element -> list.add(value(element)));
                yield list;
            }
            case null -> null;
            default -> json;
        };
    }
}
