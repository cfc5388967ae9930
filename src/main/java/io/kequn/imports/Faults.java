package io.kequn.imports;

import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with the rows of one step.
final class Faults {
    private final List<ImportFault> all;
    private final Set<Long> lines;

    Faults() {
        this(List.of(), Set.of());
    }

    private Faults(List<ImportFault> all, Set<Long> lines) {
        this.all = new ArrayList<>(all);
        this.lines = new HashSet<>(lines);
    }

    /// The same faults, to collect more: a transaction that begins again begins with those of before.
    Faults copy() {
        return new Faults(all, lines);
    }

    void add(Row row, String code, String column, Text message) {
        lines.add(row.line());
        all.add(new ImportFault(row.line(), code, column, message, row.content()));
    }

    void add(Row row, FieldError error, String column) {
        lines.add(row.line());
        all.add(ImportFault.of(row, error, column));
    }

    /// The whole thing that the rows make is refused: each error stands at the first row.
    void refuse(Row row, Refusal refusal) {
        if (refusal.errors().isEmpty()) {
            add(row, refusal.code().code(), "", refusal.detail());
        }
        refusal.errors().forEach(error -> add(row, error, column(error.pointer())));
    }

    static String column(String pointer) {
        return pointer.startsWith("/") ? pointer.substring(1).replace('/', '.') : pointer;
    }

    /// A row that goes down with others, without an error of its own.
    void drop(Row row) {
        lines.add(row.line());
    }

    boolean has(Row row) {
        return lines.contains(row.line());
    }

    /// How many rows did not go through.
    int rows() {
        return lines.size();
    }

    List<ImportFault> all() {
        return List.copyOf(all);
    }
}
