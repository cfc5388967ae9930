package io.kequn.rule;

/// Reads one pattern from left to right and writes it in PostgreSQL's words; whatever it does not know is refused.
final class RegexTranslation {
    private static final int MOST_REPEATS = 100;

    private static final String SPACE = "\\u0009\\u000A\\u000C\\u000D\\u0020";

    private final int[] points;
    private final StringBuilder sql = new StringBuilder();
    private int at;

    private RegexTranslation(String pattern) {
        points = pattern.codePoints().toArray();
    }

    /// A pattern in PostgreSQL's words.
    record Translated(String sql, long size) {}

    static Translated of(String pattern) {
        RegexTranslation translation = new RegexTranslation(pattern);
        RegexWeight weight = translation.alternatives();
        if (translation.at < translation.points.length) {
            throw new RegexSubset.Unsupported("a bracket is closed that was not opened");
        }
        return new Translated(translation.sql.toString(), weight.size());
    }

    /// Repeats multiply when they nest. A large automaton is slow to build, or refused when it is used first.
    private RegexWeight alternatives() {
        RegexWeight weight = branch();
        while (accept('|')) {
            sql.append('|');
            weight = weight.and(branch());
        }
        if (weight.size() > Limits.REGEX_SIZE) {
            throw new RegexSubset.Unsupported("it is too large with its repeats");
        }
        return weight;
    }

    private RegexWeight branch() {
        RegexWeight weight = RegexWeight.NONE;
        int from = at;
        while (at < points.length && points[at] != '|' && points[at] != ')') {
            weight = weight.and(piece());
        }
        if (at == from) {
            throw new RegexSubset.Unsupported("an alternative or group is empty");
        }
        return weight;
    }

    private RegexWeight piece() {
        boolean anchor = points[at] == '^' || points[at] == '$';
        RegexWeight weight = atom();
        int end = at;
        RegexWeight.Repeat repeat = quantifier();
        boolean repeated = at > end;
        if (repeated && anchor) {
            throw new RegexSubset.Unsupported("^ or $ is repeated");
        }
        if (repeated && at < points.length && "*+?{".indexOf(points[at]) >= 0) {
            throw new RegexSubset.Unsupported("a repeat is repeated");
        }
        return weight.repeated(repeat);
    }

    private RegexWeight atom() {
        int point = points[at++];
        switch (point) {
            case '(' -> {
                return group();
            }
            case '[' -> brackets();
            case '\\' -> sql.append('[').append(escape()).append(']');
            case '.' -> sql.append("[^\\u000A]");
            case '^', '$' -> sql.appendCodePoint(point);
            case '*', '+', '?', '{', '}', ']' ->
                throw new RegexSubset.Unsupported(
                        Character.toString(point) + " stands alone; write \\" + Character.toString(point));
            default -> sql.append(RegexSubset.literal(point));
        }
        return RegexWeight.SIGN;
    }

    private RegexWeight group() {
        if (accept('?') && !accept(':')) {
            throw new RegexSubset.Unsupported("(? is not known");
        }
        sql.append("(?:");
        RegexWeight weight = alternatives();
        if (!accept(')')) {
            throw new RegexSubset.Unsupported("a group is not closed");
        }
        sql.append(')');
        return weight;
    }

    private void brackets() {
        sql.append(accept('^') ? "[^" : "[");
        int from = at;
        while (at < points.length && points[at] != ']') {
            member();
        }
        if (!accept(']') || at == from + 1) {
            throw new RegexSubset.Unsupported("[ is not closed or is empty");
        }
        sql.append(']');
    }

    private void member() {
        int low = points[at++];
        if (low == '[') {
            throw new RegexSubset.Unsupported("[ stands inside [...]; write \\[");
        }
        if (low == '\\') {
            int known = at < points.length ? points[at] : -1;
            sql.append(escape());
            low = known == 'd' || known == 'w' || known == 's' ? -1 : known;
        } else {
            sql.append(RegexSubset.literal(low));
        }
        boolean range = at + 1 < points.length && points[at] == '-' && points[at + 1] != ']';
        if (range) {
            at++;
            rangeTo(low);
        }
    }

    private void rangeTo(int low) {
        int high = points[at++];
        if (high == '\\') {
            high = at < points.length ? points[at++] : -1;
            RegexSubset.escapable(high);
        }
        if (low < 0 || high < low || high == '[') {
            throw new RegexSubset.Unsupported("a range in [...] is not in order");
        }
        sql.append('-').append(RegexSubset.literal(high));
    }

    /// What an escape stands for, fit to stand inside brackets.
    private String escape() {
        int point = at < points.length ? points[at++] : -1;
        return switch (point) {
            case 'd' -> "0-9";
            case 'w' -> "A-Za-z0-9_";
            case 's' -> SPACE;
            default -> {
                RegexSubset.escapable(point);
                yield RegexSubset.literal(point);
            }
        };
    }

    private RegexWeight.Repeat quantifier() {
        if (accept('*') || accept('+') || accept('?')) {
            sql.appendCodePoint(points[at - 1]);
            return new RegexWeight.Repeat(points[at - 1] == '+' ? 1 : 0, 1);
        }
        if (!accept('{')) {
            return RegexWeight.Repeat.ONCE;
        }
        int least = repeats();
        int most = least;
        String bounds = String.valueOf(least);
        if (accept(',')) {
            boolean open = at < points.length && points[at] == '}';
            most = open ? least : repeats();
            bounds += open ? "," : "," + most;
        }
        if (!accept('}') || most < least) {
            throw new RegexSubset.Unsupported("{m,n} is not complete or not in order");
        }
        sql.append('{').append(bounds).append('}');
        return new RegexWeight.Repeat(least, most);
    }

    private int repeats() {
        int number = -1;
        while (at < points.length && points[at] >= '0' && points[at] <= '9') {
            number = Math.max(number, 0) * 10 + points[at++] - '0';
            if (number > MOST_REPEATS) {
                throw new RegexSubset.Unsupported("more than " + MOST_REPEATS + " repeats");
            }
        }
        if (number < 0) {
            throw new RegexSubset.Unsupported("{m,n} needs numbers");
        }
        return number;
    }

    private boolean accept(int point) {
        boolean found = at < points.length && points[at] == point;
        at += found ? 1 : 0;
        return found;
    }
}
