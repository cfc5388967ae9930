package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line of the report. What is not known is `NaN`; a `problem` means that the other numbers mean nothing.
/// `cpu` is milliseconds of processor time, of server and database together, for each of what is counted.
record Row(
        Title title,
        String unit,
        double ours,
        double ceiling,
        double cpu,
        double ceilingCpu,
        String note,
        @Nullable String problem) {

    /// What a line is about: the workload's number, what is measured, what is to be reached.
    record Title(String workload, String name, String target) {}

    /// How much is done per second.
    static Row perSecond(Title title, Comparison found, String note) {
        var ours = found.ours();
        var bare = found.bare();
        return new Row(
                title,
                "/s",
                ours.perSecond(),
                bare.perSecond(),
                ours.cpuPerUnit(),
                bare.cpuPerUnit(),
                text(
                        "p50 %.2f p99 %.2f ms (ceiling %.2f, %.2f)%s",
                        ours.percentile(50),
                        ours.percentile(99),
                        bare.percentile(50),
                        bare.percentile(99),
                        note.isEmpty() ? "" : "; " + note),
                found.problem().orElse(null));
    }

    /// How long one thing takes, by the median. Processor time is not told: it holds what was tidied.
    static Row latency(Title title, Comparison found) {
        var ours = found.ours();
        var bare = found.bare();
        return new Row(
                title,
                "ms",
                ours.percentile(50),
                bare.percentile(50),
                Double.NaN,
                Double.NaN,
                text("p99 %.2f ms (ceiling %.2f)", ours.percentile(99), bare.percentile(99)),
                found.problem().orElse(null));
    }

    /// How long something takes that is done once.
    static Row seconds(Title title, Timed ours, Timed bare, String note) {
        return new Row(
                title,
                "s",
                ours.seconds(),
                bare.seconds(),
                ours.cpu().millis(),
                bare.cpu().database(),
                note,
                null);
    }

    /// What has no ceiling.
    static Row once(Title title, String unit, double value, String note) {
        return new Row(title, unit, value, Double.NaN, Double.NaN, Double.NaN, note, null);
    }

    static Row failed(String workload, String why) {
        var title = new Title(workload, "failed", "");
        return new Row(title, "", Double.NaN, Double.NaN, Double.NaN, Double.NaN, "", why);
    }

    double ratio() {
        return ours / ceiling;
    }

    JsonObject json() {
        return new JsonObject()
                .put("workload", title.workload())
                .put("name", title.name())
                .put("unit", unit)
                .put("ours", known(ours))
                .put("ceiling", known(ceiling))
                .put("ratio", known(ratio()))
                .put("cpuMillis", known(cpu))
                .put("ceilingCpuMillis", known(ceilingCpu))
                .put("target", title.target())
                .put("note", note)
                .put("problem", problem);
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
