package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.platform.database.Facts;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.TestVocabulary;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShopRulesTest {
    private static final int MOST_THAT_POSTGRES_BINDS = 65_535;
    private static final int RULES = 70;
    private static final int CONDITIONS = 500;

    /// For some thirty statements of a few rules.
    private static final int ROOM = 200_000;

    @Test
    void manyLargeRulesAreEvaluatedPortionByPortion() {
        var shop = shop(IntStream.range(0, RULES).mapToObj(ShopRulesTest::rule).toList());

        var sizes = shop.strata().stream()
                .flatMap(stratum -> stratum.reading(Set.of(Facts.EVERYTHING)).stream())
                .map(statement ->
                        statement.values(shop.at(Instant.EPOCH), 1, "ids").size())
                .toList();
        assertThat(sizes).hasSizeBetween(2, 3).allMatch(size -> size <= MOST_THAT_POSTGRES_BINDS);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(MOST_THAT_POSTGRES_BINDS);
    }

    @Test
    void ruleThatBindsNothingIsEvaluatedToo() {
        var shop = shop(List.of(rule(1, "TRUE")));

        assertThat(shop.strata()).hasSize(1);
    }

    /// Others may come and go, as in an import that changes now this and now that.
    @Test
    void whatIsUsedOftenStaysCompiled() {
        var stratum = shop(IntStream.range(0, 200)
                        .mapToObj(i -> rule(i, "event MATCHES (name = 'e" + i + "')"))
                        .toList())
                .strata()
                .getFirst();
        for (int i = 0; i < 100; i++) {
            assertThat(stratum.reading(Set.of(Facts.event("e" + i)))).isPresent();
        }
        var usual = Set.of(Facts.event("e150"), Facts.event("e151"));
        var compiled = stratum.reading(usual).orElseThrow();
        for (int i = 0; i < 100; i++) {
            assertThat(stratum.reading(usual).orElseThrow()).isSameAs(compiled);
            assertThat(stratum.reading(Set.of(Facts.event("e" + i), Facts.event("e199"))))
                    .isPresent();
        }
    }

    private static ShopRules shop(List<LiveRule> rules) {
        var settings = new ShopRules.Settings(Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY);
        return new ShopRules(1, settings, TestVocabulary.ofWrites(), rules, new CompiledStatements(ROOM));
    }

    private static LiveRule rule(int number) {
        var text = IntStream.range(0, CONDITIONS)
                .map(i -> 2 * (number * CONDITIONS + i))
                .mapToObj(i -> "number_of_orders BETWEEN " + i + " AND " + (i + 1))
                .collect(Collectors.joining(" OR "));
        return rule(number, text);
    }

    private static LiveRule rule(int number, String text) {
        var language = new RuleLanguage(TestVocabulary.ofWrites());
        var rule = language.parse(text);
        return LiveRule.of(RuleSubject.segment(number, "s" + number), 1, rule, language.uses(rule), null);
    }
}
