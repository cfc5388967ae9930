package io.kequn.platform.value;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows of CSV files (RFC 4180) that spreadsheets may open.
public final class CsvRow {
    /// Spreadsheets take a file without this mark for one in the code page of the machine.
    public static final String MARK = "\uFEFF";

    private static final String BEGINS_FORMULA = "=+-@\t\r";

    private CsvRow() {}

    /// One row with its end. Nothing stands for null. Texts come from strangers: one that a spreadsheet would
    /// run as a formula gets an apostrophe before it. Numbers, ids and instants are written as they are.
    public static String of(List<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvRow::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// One row of texts just as they are, for files that are mended and sent again.
    public static String exact(List<String> cells) {
        return cells.stream().map(CsvRow::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> quoted(inert(text));
            default -> value.toString();
        };
    }

    private static String inert(String text) {
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
