package io.kequn.imports;

import org.jspecify.annotations.Nullable;

/// The records of a piece of the file, one after the other.
final class RecordWindow {
    private final Dialect dialect;
    private final RecordScanner scanner;
    private final byte[] bytes;
    private final long start;
    private final boolean last;
    private int at;
    private long line;

    /// `start` is where `bytes` begin in the file of `size` bytes, at the beginning of a record.
    RecordWindow(Dialect dialect, byte[] bytes, long start, long size, long line) {
        this.dialect = dialect;
        this.scanner = new RecordScanner(dialect);
        this.bytes = bytes;
        this.start = start;
        this.last = start + bytes.length >= size;
        this.line = line;
    }

    /// One record; `line` is where it begins in the file.
    record Found(long line, String text, boolean broken) {
        boolean isBlank() {
            return text.isBlank();
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /// Null where no other record ends here.
    @Nullable
    Found next() {
        var span = scanner.next(bytes, at, bytes.length, last);
        if (span == null) {
            return null;
        }
        var found = new Found(line, dialect.text(bytes, span.start(), span.end()), span.broken());
        at = span.next();
        line += span.lines();
        return found;
    }

    /// Where the next record begins in the file.
    long offset() {
        return start + at;
    }

    /// The number of the next record's line.
    long line() {
        return line;
    }

    boolean atEnd() {
        return last && at >= bytes.length;
    }

    /// Whether not even one record ends here.
    boolean isStuck() {
        return !last && scanner.next(bytes, at, bytes.length, false) == null;
    }
}
