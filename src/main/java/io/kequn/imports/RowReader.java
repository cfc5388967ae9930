package io.kequn.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.platform.problem.Characters;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Decimals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Turns one record of the file into a row, or into the reason why it is none.
final class RowReader {
    private static final int LONGEST_CONTENT = 4_000;

    /// Ends the content of a row of which only the beginning is kept.
    private static final String CUT = "…";

    /// What the decoder puts where bytes are no character.
    static final char UNREADABLE = '\uFFFD';

    private static final char NUL = '\0';

    private static final Text OPEN_QUOTE = new Text("A quote is opened and never closed.", "引号未闭合。");
    private static final Text TOO_LONG =
            new Text("Is longer than a row can be: 1,048,576 bytes.", "超过单行上限 1,048,576 字节。");

    private final ImportPlan plan;
    private final Dialect dialect;
    private final ObjectMapper json;
    private final List<Cell> cells = new ArrayList<>();
    private final Faults faults;

    /// Where a target's value stands; `place` is -1 for a constant and for fields of JSON.
    private record Cell(
            String target,
            int place,
            String column,
            @Nullable String constant) {}

    /// Refuses if a column that the spec names is not in the header, or twice: then no row can be read.
    RowReader(ImportPlan plan, Dialect dialect, ObjectMapper json, Faults faults) {
        this.plan = plan;
        this.dialect = dialect;
        this.json = json;
        this.faults = faults;
        plan.columns().values().forEach(column -> add(column.to(), column.column(), column.constant()));
        var rule = plan.cancellation();
        if (rule != null) {
            add(Targets.CANCELLATION, rule.column() == null ? plan.columnOf(Targets.EXTERNAL_ID) : rule.column(), null);
        }
    }

    /// Whether only the beginning of the row was kept.
    static boolean isCut(String content) {
        return content.length() > LONGEST_CONTENT && content.endsWith(CUT);
    }

    private void add(String target, @Nullable String column, @Nullable String constant) {
        if (column == null || dialect.format() == ImportFormat.NDJSON) {
            cells.add(new Cell(target, -1, column == null ? "" : column, constant));
            return;
        }
        cells.add(new Cell(target, HeaderChecks.place(dialect, column), column, null));
    }

    /// Empty after noting why the record is no row.
    Optional<Row> read(long line, String record, RecordScanner.@Nullable Flaw flaw) {
        var content = record.length() > LONGEST_CONTENT ? record.substring(0, LONGEST_CONTENT) + CUT : record;
        var bare = new Row(line, printable(content), Map.of(), null);
        if (record.indexOf(UNREADABLE) >= 0 || record.indexOf(NUL) >= 0) {
            faults.add(
                    bare,
                    "row_unreadable",
                    "",
                    new Text(
                            "Holds bytes that are no text in the file's encoding; name its `charset`.",
                            "含有不符合文件编码的字节；请指定 `charset`。"));
            return Optional.empty();
        }
        if (flaw != null) {
            faults.add(bare, "row_unreadable", "", flaw == RecordScanner.Flaw.TOO_LONG ? TOO_LONG : OPEN_QUOTE);
            return Optional.empty();
        }
        return dialect.format() == ImportFormat.NDJSON ? readJson(bare, record) : readCsv(bare, record);
    }

    /// What may be stored: no character that the database or a reader of the report chokes on.
    private static String printable(String text) {
        if (Characters.firstForbidden(text) < 0) {
            return text;
        }
        var printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f || (c >= 0xD800 && c <= 0xDFFF)
                        ? 0xFFFD
                        : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private Optional<Row> readCsv(Row bare, String record) {
        var fields = CsvFields.split(record, dialect.delimiter());
        int expected = dialect.header().size();
        if (fields.size() < expected) {
            faults.add(
                    bare,
                    "row_short",
                    "",
                    new Text(
                            "Has " + fields.size() + " fields, not " + expected + ": it seems to be cut off.",
                            "只有 " + fields.size() + " 个字段，应为 " + expected + " 个：该行可能被截断。"));
            return Optional.empty();
        }
        if (fields.subList(expected, fields.size()).stream().anyMatch(field -> !field.isBlank())) {
            faults.add(
                    bare,
                    "row_long",
                    "",
                    new Text(
                            "Has " + fields.size() + " fields, not " + expected + ": a value may need quotes.",
                            "有 " + fields.size() + " 个字段，应为 " + expected + " 个：可能有值缺少引号。"));
            return Optional.empty();
        }
        return values(bare, cell -> CsvFields.clean(fields.get(cell.place())), null);
    }

    private Optional<Row> readJson(Row bare, String record) {
        try {
            if (json.readTree(record) instanceof ObjectNode object) {
                return plan.isNative()
                        ? Optional.of(new Row(bare.line(), bare.content(), Map.of(), object))
                        : values(bare, cell -> text(object, cell.column()), null);
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            // noted below: the second is of numbers whose exponent no number has
        }
        faults.add(bare, "row_unreadable", "", new Text("Is no JSON object.", "不是 JSON 对象。"));
        return Optional.empty();
    }

    /// A path such as `address.city` leads into objects.
    private String text(ObjectNode object, String path) {
        JsonNode value = object.path(path);
        if (value.isMissingNode() && path.indexOf('.') > 0) {
            value = object;
            for (var step : path.split("\\.", -1)) {
                value = value.path(step);
            }
        }
        if (value.isArray()) {
            return String.join(
                    ",",
                    StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
        }
        return value.isNumber()
                ? Decimals.text(value.decimalValue())
                : value.isNull() ? "" : value.asText().strip();
    }

    private Optional<Row> values(Row bare, Function<Cell, String> find, @Nullable ObjectNode object) {
        var values = new HashMap<String, String>();
        for (var cell : cells) {
            var constant = cell.constant();
            var value = constant == null ? find.apply(cell) : constant;
            if (!value.isEmpty()) {
                values.put(cell.target(), value);
            }
        }
        for (var entry : values.entrySet()) {
            int forbidden = Characters.firstForbidden(entry.getValue());
            if (forbidden >= 0) {
                var message = Characters.forbidden(entry.getValue(), forbidden);
                faults.add(bare, "value_invalid", plan.columnOf(entry.getKey()), message);
                return Optional.empty();
            }
        }
        return Optional.of(new Row(bare.line(), bare.content(), values, object));
    }
}
