package io.kequn.imports;

import java.util.ArrayList;
import java.util.List;

/// The fields of one CSV record, read as spreadsheets read them: only a quote at the beginning of a field opens
/// one, two quotes inside are one, and what follows the closing quote belongs to the field.
final class CsvFields {
    private CsvFields() {}

    static List<String> split(String text, char delimiter) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean escaped = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                quoted = c != '"' || escaped;
                i += escaped ? 1 : 0;
                if (quoted) {
                    field.append(c);
                }
            } else if (c == delimiter) {
                fields.add(field.toString());
                field.setLength(0);
                begins = true;
                continue;
            } else if (c == '"' && begins) {
                quoted = true;
            } else {
                field.append(c);
            }
            begins = false;
        }
        fields.add(field.toString());
        return fields;
    }

    /// The values of a list in one field, without the empty ones.
    static List<String> list(String text, String separator) {
        var values = new ArrayList<String>();
        int from = 0;
        for (int to = text.indexOf(separator); from <= text.length(); to = text.indexOf(separator, from)) {
            int end = to < 0 ? text.length() : to;
            var value = text.substring(from, end);
            if (!value.isBlank()) {
                values.add(clean(value));
            }
            from = end + (to < 0 ? 1 : separator.length());
        }
        return values;
    }

    /// Without space around it (also the wide and the hard one), and without the formula `="0012"` by which
    /// spreadsheets keep leading zeros.
    static String clean(String field) {
        int start = 0;
        int end = field.length();
        while (start < end && isSpace(field.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(field.charAt(end - 1))) {
            end--;
        }
        boolean formula = end - start >= 3 && field.startsWith("=\"", start) && field.charAt(end - 1) == '"';
        return formula ? field.substring(start + 2, end - 1) : field.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
