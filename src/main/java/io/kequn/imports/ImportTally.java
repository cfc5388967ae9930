package io.kequn.imports;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What an import has done so far: things made, changed and found unchanged, and errors by code.
final class ImportTally {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Long> errors = new TreeMap<>();

    static ImportTally read(JsonObject state) {
        var tally = new ImportTally();
        load(tally.counts, state.getJsonObject("counts"));
        load(tally.errors, state.getJsonObject("errors"));
        return tally;
    }

    private static void load(Map<String, Long> into, @org.jspecify.annotations.Nullable JsonObject stored) {
        if (stored != null) {
            stored.forEach(entry -> into.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        }
    }

    JsonObject write(JsonObject state) {
        var stored = new JsonObject();
        counts.forEach(stored::put);
        var coded = new JsonObject();
        errors.forEach(coded::put);
        return state.put("counts", stored).put("errors", coded);
    }

    void created() {
        counts.merge("created", 1L, Long::sum);
    }

    void updated() {
        counts.merge("updated", 1L, Long::sum);
    }

    void unchanged() {
        counts.merge("unchanged", 1L, Long::sum);
    }

    void failed(ImportFault fault) {
        errors.merge(fault.code(), 1L, Long::sum);
    }

    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    Map<String, Long> errors() {
        return Map.copyOf(errors);
    }

    long allErrors() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
