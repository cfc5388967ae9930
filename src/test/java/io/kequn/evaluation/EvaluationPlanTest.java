package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Scope;
import io.kequn.rule.TestVocabulary;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The evaluation of a write, with rules of every source that decide about segments, tags and layers, reads no
/// table of facts from end to end.
@KequnTest
class EvaluationPlanTest {
    @Inject
    DataSource database;

    @Test
    void evaluationOfAFewCustomers() throws SQLException {
        var vocabulary = TestVocabulary.standard();
        var language = new RuleLanguage(vocabulary);
        var rules = new ArrayList<LiveRule>();
        for (int i = 0; i < ManyFacts.RULES.size(); i++) {
            var rule = language.parse(ManyFacts.RULES.get(i));
            var uses = language.uses(rule);
            var numbered = List.of(new NumberedRule(i, rule), new NumberedRule(100 + i, new Rule.Everyone()));
            rules.add(LiveRule.of(RuleSubject.segment(i, "s" + i), 1, rule, uses, null));
            rules.add(LiveRule.of(RuleSubject.tag(i + 1, "t" + i), 1, rule, uses, i % 2 + 1));
            rules.add(LiveRule.ofSet(RuleSubject.layerSet(i, "l" + i), 1, numbered, uses, Map.of()));
        }
        var statement = EvaluationStatement.of(new RuleCompiler(vocabulary), rules, Scope.CUSTOMERS);
        var time = new EvaluationTime(Instant.EPOCH, ZoneOffset.UTC, DayOfWeek.MONDAY);

        assertThat(ManyFacts.plan(
                        database,
                        statement.sql(),
                        statement.values(time, 1, "ids").size() - 1))
                .contains("Index")
                .doesNotContainPattern(ManyFacts.SCAN);
    }
}
