package io.kequn.rule;

import java.util.Locale;

/// Checks the characters of a rule's text: how many, and that each is one PostgreSQL and people can read.
final class Characters {
    private Characters() {}

    static void check(String text) {
        if (text.length() > Limits.CHARACTERS * 2 || text.codePointCount(0, text.length()) > Limits.CHARACTERS) {
            throw new InvalidRule(
                    RuleProblem.of(ProblemCode.TOO_LONG, Place.text(1, 1, 0), Limits.CHARACTERS + " characters"));
        }
        int line = 1;
        int column = 1;
        for (int point : text.codePoints().toArray()) {
            if (isForbidden(point) && point != '\n' && point != '\t' && point != '\r') {
                throw new InvalidRule(
                        RuleProblem.of(ProblemCode.CONTROL_CHARACTER, Place.text(line, column, 1), name(point)));
            }
            line = point == '\n' ? line + 1 : line;
            column = point == '\n' ? 1 : column + 1;
        }
    }

    /// Control characters, and halves of surrogate pairs, which no encoding can store.
    static boolean isForbidden(int point) {
        return Character.isISOControl(point) || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static String name(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }
}
