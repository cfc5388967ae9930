package io.kequn.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The regular expressions that mean the same in RE2 and in PostgreSQL.
final class RegexSubset {
    static final String DESCRIPTION =
            "literals, ., [...], groups, |, *, +, ?, {m,n} up to 100, ^, $, \\d, \\w, \\s; at most " + Limits.REGEX
                    + " characters";

    static final class Unsupported extends RuntimeException {
        Unsupported(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private RegexSubset() {}

    /// Why the pattern cannot be used, or null if it can.
    static @Nullable String reasonAgainst(String pattern) {
        if (pattern.codePointCount(0, pattern.length()) > Limits.REGEX) {
            return "longer than " + Limits.REGEX + " characters";
        }
        try {
            long unused = size(pattern);
            Pattern compiled = Pattern.compile(pattern);
            return compiled.pattern().isEmpty() ? "empty" : null;
        } catch (Unsupported unsupported) {
            return unsupported.reason();
        } catch (PatternSyntaxException syntax) {
            return "it is not well-formed";
        }
    }

    /// The pattern in PostgreSQL's words. The pattern must have been checked.
    static String toPostgres(String pattern) {
        return RegexTranslation.of(pattern).sql();
    }

    /// How large its automaton is. The pattern must have been checked.
    static long size(String pattern) {
        return RegexTranslation.of(pattern).size();
    }

    /// Punctuation may be escaped; any other escape would mean something else in one of the two.
    static void escapable(int point) {
        boolean punctuation = point > ' ' && point < 127 && !Character.isLetterOrDigit(point);
        if (!punctuation) {
            throw new RegexSubset.Unsupported(
                    point < 0 ? "it ends with \\" : "\\" + Character.toString(point) + " is not known");
        }
    }

    /// Letters and digits as they are; the rest by number, which PostgreSQL never takes for syntax.
    static String literal(int point) {
        if (point < 128 && Character.isLetterOrDigit(point)) {
            return Character.toString(point);
        }
        return point > 0xFFFF
                ? String.format(Locale.ROOT, "\\U%08X", point)
                : String.format(Locale.ROOT, "\\u%04X", point);
    }
}
