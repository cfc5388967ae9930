package io.kequn.imports;

import org.jspecify.annotations.Nullable;

/// Finds where records end, in bytes, so that a job can go on from any of them. Line ends inside quotes belong
/// to the record. Works for UTF-8 and GB18030, in which no byte of a longer character looks like a quote or a
/// line end.
final class RecordScanner {
    /// As many bytes as a record may have.
    static final int LONGEST = 1 << 20;

    private final boolean quotes;
    private final byte delimiter;
    private final boolean wide;

    RecordScanner(Dialect dialect) {
        quotes = dialect.format() == ImportFormat.CSV;
        delimiter = (byte) dialect.delimiter();
        wide = !dialect.utf8();
    }

    /// What makes a record unreadable. One with an open quote, which no end was found of in as many bytes as a
    /// record may have, ends with its first line, so that the rows after it are not lost. A line that is too long
    /// ends where the bytes end, if its own end is not in sight; the rest of it belongs to no record.
    enum Flaw {
        OPEN_QUOTE,
        TOO_LONG
    }

    /// A record from `start` to `end`, the next one begins at `next`; it takes so many lines of the file.
    record Span(
            int start,
            int end,
            int next,
            int lines,
            @Nullable Flaw flaw) {}

    /// The record that begins at `from`; null if its end is not in sight. `last`: nothing follows after `to`.
    @Nullable
    Span next(byte[] bytes, int from, int to, boolean last) {
        int firstEnd = -1;
        int lines = 1;
        boolean quoted = false;
        boolean begins = true;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (i - from > LONGEST) {
                return quoted && firstEnd >= 0
                        ? firstLine(from, firstEnd, to, Flaw.OPEN_QUOTE)
                        : firstLine(from, lineEnd(bytes, i, to), to, Flaw.TOO_LONG);
            }
            if (b == '\n') {
                if (!quoted) {
                    return new Span(from, i, i + 1, lines, null);
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
        if (last && quoted) {
            return firstLine(from, firstEnd < 0 ? to : firstEnd, to, Flaw.OPEN_QUOTE);
        }
        return last && from < to ? new Span(from, to, to, lines, null) : null;
    }

    private static Span firstLine(int from, int end, int to, Flaw flaw) {
        return new Span(from, end, Math.min(to, end + 1), 1, flaw);
    }

    /// Where the line ends that `from` lies in, or `to`.
    static int lineEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
