package io.kequn.imports;

import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Text;

/// One thing that is wrong with one row. `line` is where the row begins in the file, `column` is empty where the whole
/// row is to blame.
record ImportFault(long line, String code, String column, Text message, String content) {
    static ImportFault of(Row row, FieldError error, String column) {
        return new ImportFault(row.line(), error.code(), column, error.message(), row.content());
    }

    /// Both languages, one a line.
    String stored() {
        return message.english() + "\n" + message.chinese();
    }

    static Text read(String stored) {
        int end = stored.indexOf('\n');
        return new Text(stored.substring(0, end), stored.substring(end + 1));
    }
}
