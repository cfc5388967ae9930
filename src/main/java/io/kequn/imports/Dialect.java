package io.kequn.imports;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// How a file is written, as found out from its beginning: `header` is empty in NDJSON. `begin` is where the
/// rows begin, in bytes, and `line` the number of that line.
record Dialect(ImportFormat format, boolean utf8, char delimiter, List<String> header, int begin, int line) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    Dialect {
        header = List.copyOf(header);
    }

    Charset charset() {
        return utf8 ? StandardCharsets.UTF_8 : GB18030;
    }

    String text(byte[] bytes, int start, int end) {
        int length = (end > start && bytes[end - 1] == '\r' ? end - 1 : end) - start;
        return new String(bytes, start, length, charset());
    }

    /// Looks at the beginning of a file; `wellFormed` is whether all of it is UTF-8.
    static Dialect of(ImportPlan plan, byte[] head, boolean wellFormed) {
        int begin = startsWith(head, BOM) ? BOM.length : 0;
        boolean utf8 = plan.utf8() == null ? begin > 0 || wellFormed : plan.utf8();
        var format = plan.format() == ImportFormat.AUTO ? guess(head, begin) : plan.format();
        var bare = new Dialect(format, utf8, ',', List.of(), begin, 1);
        return format == ImportFormat.NDJSON ? bare : bare.withHeader(plan, head);
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && java.util.Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static ImportFormat guess(byte[] head, int begin) {
        for (int i = begin; i < head.length; i++) {
            if (head[i] > ' ') {
                return head[i] == '{' ? ImportFormat.NDJSON : ImportFormat.CSV;
            }
        }
        return ImportFormat.CSV;
    }

    /// Skips empty lines, and the line `sep=;` by which spreadsheets tell each other the delimiter.
    private Dialect withHeader(ImportPlan plan, byte[] head) {
        var told = plan.delimiter();
        int at = begin;
        int number = line;
        while (at < head.length) {
            int end = lineEnd(head, at);
            var first = text(head, at, end).strip();
            if (!first.isEmpty() && !first.startsWith("sep=")) {
                break;
            }
            told = told == null && first.length() == 5 ? Character.valueOf(first.charAt(4)) : told;
            at = Math.min(head.length, end + 1);
            number++;
        }
        char separator = told == null ? mostFrequent(text(head, at, lineEnd(head, at))) : told;
        var dialect = new Dialect(format, utf8, separator, List.of(), at, number);
        var span = new RecordScanner(dialect).next(head, at, head.length, true);
        if (span == null) {
            return dialect;
        }
        var names = CsvFields.split(dialect.text(head, span.start(), span.end()), separator).stream()
                .map(CsvFields::clean)
                .toList();
        return new Dialect(format, utf8, separator, names, span.next(), number + span.lines());
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static char mostFrequent(String header) {
        char best = ',';
        long most = 0;
        for (char candidate : DELIMITERS) {
            long count = CsvFields.split(header, candidate).size() - 1L;
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    JsonObject stored() {
        return new JsonObject()
                .put("format", format.name())
                .put("utf8", utf8)
                .put("delimiter", String.valueOf(delimiter))
                .put("header", new JsonArray(new ArrayList<>(header)))
                .put("begin", begin)
                .put("line", line);
    }

    static Dialect read(JsonObject stored) {
        return new Dialect(
                ImportFormat.valueOf(stored.getString("format")),
                stored.getBoolean("utf8"),
                stored.getString("delimiter").charAt(0),
                stored.getJsonArray("header").stream().map(String.class::cast).toList(),
                stored.getInteger("begin"),
                stored.getInteger("line"));
    }
}
