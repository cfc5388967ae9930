package io.kequn.bench;

import io.kequn.bench.Stage.Comparison;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the run has found: a table for people, and the same as JSON.
final class Report {
    private static final Path JSON = Path.of("target", "bench.json");
    private static final String LINE = "%-3s %-52s %14s %14s %7s %8s %8s  %-17s %s%n";

    private final List<Row> rows = new ArrayList<>();

    /// One line. What is not known is null or `NaN`; a `problem` means that the other numbers mean nothing.
    record Row(
            String workload,
            String name,
            String unit,
            double ours,
            double ceiling,
            double ratio,
            double cpu,
            double ceilingCpu,
            String target,
            String note,
            @Nullable String problem) {}

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /// A comparison of how much is done per second.
    void throughput(String workload, String name, String unit, Comparison found, String target, String note) {
        var ours = Measured.median(found.ours());
        var bare = Measured.median(found.bare());
        var latency = String.format(
                Locale.ROOT,
                "p50 %.2f p99 %.2f ms (ceiling %.2f, %.2f)",
                ours.percentile(50),
                ours.percentile(99),
                bare.percentile(50),
                bare.percentile(99));
        add(new Row(
                workload,
                name,
                unit,
                ours.perSecond(),
                bare.perSecond(),
                ours.perSecond() / bare.perSecond(),
                ours.cpuPerUnit(),
                bare.cpuPerUnit(),
                target,
                note.isEmpty() ? latency : latency + "; " + note,
                problem(found)));
    }

    /// A comparison of how long one thing takes, by the median. Processor time is not told: it holds what was tidied.
    void latency(String workload, String name, Comparison found, String target) {
        var ours = Measured.median(found.ours());
        var bare = Measured.median(found.bare());
        add(new Row(
                workload,
                name,
                "ms",
                ours.percentile(50),
                bare.percentile(50),
                ours.percentile(50) / bare.percentile(50),
                Double.NaN,
                Double.NaN,
                target,
                String.format(Locale.ROOT, "p99 %.2f ms (ceiling %.2f)", ours.percentile(99), bare.percentile(99)),
                problem(found)));
    }

    /// A comparison of how long something takes that is done once.
    void time(String workload, String name, Timed ours, Timed bare, String target, String note) {
        add(new Row(
                workload,
                name,
                "s",
                ours.seconds(),
                bare.seconds(),
                ours.seconds() / bare.seconds(),
                ours.cpu().millis(),
                bare.cpu().database(),
                target,
                note,
                null));
    }

    void add(Row row) {
        rows.add(row);
        print(row);
    }

    void failed(String workload, Exception why) {
        add(new Row(
                workload,
                "failed",
                "",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                "",
                "",
                why.toString()));
    }

    boolean hasProblems() {
        return rows.stream().anyMatch(row -> row.problem() != null);
    }

    /// Prints the table and writes the JSON.
    void finish(Options options) throws IOException {
        say(
                "%n%,d customers, median of %d runs of %s s each",
                options.customers(), Options.RUNS, options.time().toMillis() / 1e3);
        System.out.printf(LINE, "", "workload", "ours", "ceiling", "ratio", "CPU ms", "ceiling", "target", "");
        rows.forEach(Report::print);
        var json = new JsonArray();
        rows.forEach(row -> json.add(json(row)));
        Files.writeString(
                JSON,
                new JsonObject()
                        .put("customers", options.customers())
                        .put("seconds", options.time().toMillis() / 1e3)
                        .put("runs", Options.RUNS)
                        .put("rows", json)
                        .encodePrettily());
        say("The same as JSON: %s", JSON);
    }

    private static void print(Row row) {
        if (row.problem() != null) {
            System.out.printf("%-3s %-52s FAILED %s%n", row.workload(), row.name(), row.problem());
            return;
        }
        System.out.printf(
                LINE,
                row.workload(),
                row.name(),
                number(row.ours(), row.unit()),
                number(row.ceiling(), row.unit()),
                number(row.ratio(), ""),
                number(row.cpu(), ""),
                number(row.ceilingCpu(), ""),
                row.target(),
                row.note());
    }

    private static String number(double value, String unit) {
        if (Double.isNaN(value)) {
            return "–";
        }
        var digits = Math.abs(value) >= 1_000 ? "%,.0f %s" : Math.abs(value) >= 10 ? "%.1f %s" : "%.3f %s";
        return String.format(Locale.ROOT, digits, value, unit).strip();
    }

    private static @Nullable String problem(Comparison found) {
        return Measured.problem(found.ours())
                .or(() -> Measured.problem(found.bare()).map(problem -> "(the ceiling) " + problem))
                .orElse(null);
    }

    private static JsonObject json(Row row) {
        return new JsonObject()
                .put("workload", row.workload())
                .put("name", row.name())
                .put("unit", row.unit())
                .put("ours", known(row.ours()))
                .put("ceiling", known(row.ceiling()))
                .put("ratio", known(row.ratio()))
                .put("cpuMillis", known(row.cpu()))
                .put("ceilingCpuMillis", known(row.ceilingCpu()))
                .put("target", row.target())
                .put("note", row.note())
                .put("problem", row.problem());
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
