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

    /// `bytes` are what stands in the file where the place reads from.
    RecordWindow(Place place, byte[] bytes) {
        this.dialect = place.dialect();
        this.scanner = new RecordScanner(dialect);
        this.bytes = bytes;
        this.start = place.readsFrom();
        this.last = start + bytes.length >= place.size();
        this.line = place.position().line();
        this.at = begin((int) (place.position().offset() - start));
    }

    /// Goes past the rest of a line that was too long for the window before.
    private int begin(int at) {
        boolean inLine = at > 0 && bytes.length >= at && bytes[at - 1] != '\n';
        return inLine ? Math.min(bytes.length, RecordScanner.lineEnd(bytes, at, bytes.length) + 1) : at;
    }

    /// One record; `line` is where it begins in the file.
    record Found(long line, String text, RecordScanner.@Nullable Flaw flaw) {
        boolean isBlank() {
            return text.isBlank();
        }
    }

    /// How many records that are not blank end here; goes past them.
    long count() {
        long rows = 0;
        for (var span = take(); span != null; span = take()) {
            rows += isBlank(span) ? 0 : 1;
        }
        return rows;
    }

    /// Text is made of the few bytes only that can stand for a space of another script.
    private boolean isBlank(RecordScanner.Span span) {
        for (int i = span.start(); i < span.end(); i++) {
            if (bytes[i] > ' ') {
                return false;
            }
            if (bytes[i] < 0) {
                return dialect.text(bytes, span.start(), span.end()).isBlank();
            }
        }
        return true;
    }

    Dialect dialect() {
        return dialect;
    }

    /// Null where no other record ends here.
    @Nullable
    Found next() {
        long begin = line;
        var span = take();
        return span == null ? null : new Found(begin, dialect.text(bytes, span.start(), span.end()), span.flaw());
    }

    private RecordScanner.@Nullable Span take() {
        var span = scanner.next(bytes, at, bytes.length, last);
        if (span != null) {
            at = span.next();
            line += span.lines();
        }
        return span;
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
