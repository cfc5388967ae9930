package io.kequn.imports;

import org.jspecify.annotations.Nullable;

/// Finds where records end, in bytes, so that a job can go on from any of them. Line ends inside quotes belong to the
/// record. Works for UTF-8 and GB18030, in which no byte of a longer character looks like a quote or a line end.
final class RecordScanner {
    /// A longer record is taken for one whose quote was never closed.
    static final int LONGEST = 1 << 20;

    private final boolean quotes;
    private final byte delimiter;
    private final boolean wide;

    RecordScanner(Dialect dialect) {
        quotes = dialect.format() == ImportFormat.CSV;
        delimiter = (byte) dialect.delimiter();
        wide = !dialect.utf8();
    }

    /// A record from `start` to `end`, the next one begins at `next`; it takes so many lines of the file. A broken one
    /// has an open quote: it ends with its first line, so that the rows after it are not lost.
    record Span(int start, int end, int next, int lines, boolean broken) {}

    /// The record that begins at `from`; null if its end is not in sight. `last`: nothing follows after `to`.
    @Nullable
    Span next(byte[] bytes, int from, int to, boolean last) {
        int firstEnd = -1;
        int lines = 1;
        boolean quoted = false;
        boolean begins = true;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                if (!quoted) {
                    return new Span(from, i, i + 1, lines, false);
                }
                firstEnd = firstEnd < 0 ? i : firstEnd;
                lines++;
            } else if (quoted && b == '"') {
                boolean escaped = i + 1 < to && bytes[i + 1] == '"';
                quoted = escaped;
                i += escaped ? 1 : 0;
            } else if (quotes && begins && b == '"') {
                quoted = true;
            } else if (wide && b < 0) {
                i += i + 1 < to && bytes[i + 1] >= '0' && bytes[i + 1] <= '9' ? 3 : 1;
            }
            begins = b == delimiter;
        }
        if (last && !quoted) {
            return from < to ? new Span(from, to, to, lines, false) : null;
        }
        return last || to - from > LONGEST ? broken(from, firstEnd < 0 ? to : firstEnd, to) : null;
    }

    private static Span broken(int from, int end, int to) {
        return new Span(from, end, Math.min(to, end + 1), 1, true);
    }
}
