package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
                "(abcdefghij){100}(abcdefghij){100}a",
                "(a?b?c?d?e?f?g?h?i?j?){5}",
                "(a*|b{0,3}){30}",
                "[\\d-z]",
                "***a",
                "\\u0041"
            })
    void everythingElseIsRefused(String pattern) {
        assertThat(RegexSubset.reasonAgainst(pattern)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^\\s*(San|Santa)\\s+[A-Z][a-z]*(-[A-Z][a-z]*)?\\s*$",
                "(abcdefghij){100}(abcdefghij){100}",
                "(a?b?c?d?e?f?g?h?i?j?){4}",
                "[a-z0-9]{1,100}@[a-z0-9]{1,100}",
                "a{0,100}b{0,100}"
            })
    void largePatternsAreTaken(String pattern) {
        assertThat(RegexSubset.reasonAgainst(pattern)).isNull();
    }

    /// Of all short patterns over the signs that mean something, and of the few long ones that are refused.
    @Test
    void everyReasonIsToldInChineseWithoutEnglish() {
        var reasons = new TreeSet<String>();
        collect("", 4, reasons);
        Stream.of("a".repeat(201), "a{101}", "((a{50}){50})", "")
                .map(RegexSubset::reasonAgainst)
                .forEach(reasons::add);

        assertThat(reasons).hasSizeGreaterThan(20);
        assertThat(reasons.stream().map(ExpectedWords::argument))
                .allSatisfy(chinese ->
                        assertThat(chinese).containsPattern("\\p{IsHan}").doesNotContainPattern("[A-Za-z]{2,}"));
        assertThat(ExpectedWords.inChinese(RegexSubset.DESCRIPTION)).doesNotContainPattern("[A-Za-z]{2,}");
    }

    private static void collect(String pattern, int left, Set<String> reasons) {
        var reason = RegexSubset.reasonAgainst(pattern);
        if (reason != null) {
            reasons.add(reason);
        }
        if (left > 0) {
            "ab1()[]{}*+?|^$\\.,-:"
                    .chars()
                    .mapToObj(Character::toString)
                    .forEach(sign -> collect(pattern + sign, left - 1, reasons));
        }
    }
}
