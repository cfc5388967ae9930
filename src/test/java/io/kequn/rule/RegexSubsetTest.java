package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSubsetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "^a.b$ | ^a[^\\u000A]b$",
                "\\d+ | [0-9]+",
                "[\\w-]{2,3} | [A-Za-z0-9_\\u002D]{2,3}",
                "(ab)? | (?:ab)?",
                "\\. | [\\u002E]",
                "[^a-z] | [^a-z]",
                "京 | \\u4EAC"
            })
    void patternsAreTranslated(String pattern, String postgres) {
        assertThat(RegexSubset.reasonAgainst(pattern)).isNull();
        assertThat(RegexSubset.toPostgres(pattern)).isEqualTo(postgres);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)",
                "(?i)a",
                "\\1",
                "(a)\\1",
                "\\bа",
                "\\D",
                "[[:alpha:]]",
                "a**",
                "a*?",
                "a{101}",
                "a{2,1}",
                "a{,2}",
                "a{",
                "(",
                ")",
                "[",
                "[]",
                "[b-a]",
                "a|",
                "()",
                "^*",
                "\\",
                "\\p{L}",
                "((a{50}){50})",
                "[\\d-z]",
                "***a",
                "\\u0041"
            })
    void everythingElseIsRefused(String pattern) {
        assertThat(RegexSubset.reasonAgainst(pattern)).isNotNull();
        assertThat(inChinese(pattern)).doesNotContainPattern("[A-Za-z]{2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(a",
                "[a",
                "a{1",
                "a{x}",
                "]",
                "{",
                "}",
                "a|*",
                "[a[b]",
                "$+",
                "[a-\\",
                "(?<a>b)",
                "((a{90}){90})"
            })
    void everyReasonIsToldInChineseToo(String pattern) {
        assertThat(RegexSubset.reasonAgainst(pattern)).isNotNull();
        assertThat(inChinese(pattern)).doesNotContainPattern("[A-Za-z]{2}");
    }

    @Test
    void tooLongPatternIsRefused() {
        assertThat(inChinese("a".repeat(Limits.REGEX + 1))).contains("超过").doesNotContainPattern("[A-Za-z]{2}");
    }

    /// The pattern itself is repeated as it was written, and is left out here.
    private static String inChinese(String pattern) {
        var place = new Place(null, null);
        var reason = String.valueOf(RegexSubset.reasonAgainst(pattern));
        return RuleProblem.of(ProblemCode.REGEX_UNSUPPORTED, place, "…", reason)
                .expecting(RegexSubset.DESCRIPTION)
                .message(Locale.SIMPLIFIED_CHINESE);
    }
}
