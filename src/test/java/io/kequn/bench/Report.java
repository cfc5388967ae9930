package io.kequn.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the run has found: a table for people, and the same as JSON.
final class Report {
    private static final Path JSON = Path.of("target", "bench.json");
    private static final String LINE = "%-3s %-52s %14s %14s %7s %8s %8s  %-17s %s%n";

    private final List<Row> rows = new ArrayList<>();

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    void add(Row row) {
        rows.add(row);
        print(row);
    }

    boolean hasProblems() {
        return rows.stream().anyMatch(row -> row.problem() != null);
    }

    /// Prints the table and writes the JSON.
    void finish(Options options) throws IOException {
        double seconds = options.time().toMillis() / 1e3;
        say("%n%,d customers, median of %d runs of %s s each", options.customers(), Options.RUNS, seconds);
        System.out.printf(LINE, "", "workload", "ours", "ceiling", "ratio", "CPU ms", "ceiling", "target", "");
        rows.forEach(Report::print);
        var json = new JsonArray();
        rows.forEach(row -> json.add(row.json()));
        var all = new JsonObject()
                .put("customers", options.customers())
                .put("seconds", seconds)
                .put("runs", Options.RUNS)
                .put("rows", json);
        Files.writeString(JSON, all.encodePrettily());
        say("The same as JSON: %s", JSON);
    }

    private static void print(Row row) {
        var title = row.title();
        if (row.problem() != null) {
            System.out.printf("%-3s %-52s FAILED %s%n", title.workload(), title.name(), row.problem());
            return;
        }
        System.out.printf(
                LINE,
                title.workload(),
                title.name(),
                number(row.ours(), row.unit()),
                number(row.ceiling(), row.unit()),
                number(row.ratio(), ""),
                number(row.cpu(), ""),
                number(row.ceilingCpu(), ""),
                title.target(),
                row.note());
    }

    private static String number(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        var digits = Math.abs(value) >= 1_000 ? "%,.0f %s" : Math.abs(value) >= 10 ? "%.1f %s" : "%.3f %s";
        return String.format(Locale.ROOT, digits, value, unit).strip();
    }
}
