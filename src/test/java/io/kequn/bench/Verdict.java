package io.kequn.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Whether what is stored is right after writers have ended: what should not be or is not there, and
/// acknowledged orders that are not there.
record Verdict(Truth.Compared stored, int rules, List<String> problems) {
    Verdict {
        problems = List.copyOf(problems);
    }

    static Verdict of(Stage stage, DriftWriters writers) throws SQLException {
        var truth = Truth.read(stage);
        var stored = truth.compare();
        long unlike = truth.unlikeInterpreter();
        long lost = writers.lost();
        var problems = new ArrayList<String>();
        if (stored.wrong() + stored.missing() > 0) {
            problems.add(stored.wrong() + " wrong and " + stored.missing() + " missing, as " + stored.example());
        }
        if (unlike > 0) {
            problems.add(unlike + " decisions are not what the plain reading of the rules says");
        }
        if (lost > 0) {
            problems.add(lost + " acknowledged orders are not stored");
        }
        return new Verdict(stored, truth.rules(), problems);
    }

    Row row(Row.Title title, String note) {
        return new Row(
                title,
                "",
                stored.wrong() + stored.missing(),
                0,
                Double.NaN,
                Double.NaN,
                note + ", " + stored.members() + " decisions compared",
                problems.isEmpty() ? null : String.join("; ", problems));
    }
}
