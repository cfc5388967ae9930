package io.kequn.level;

import io.kequn.explanation.ExplainedNodes;
import io.kequn.explanation.ExplanationQuestion;
import io.kequn.explanation.ExplanationStatement;
import io.kequn.explanation.ExplanationView;
import io.kequn.explanation.ShownFlip;
import io.kequn.level.LevelExplanation.TriedLevel;
import io.kequn.platform.database.Columns;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Flip;
import io.kequn.rule.Vocabulary;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/// Puts the explanation of a level together: what is stored, and what the rules say one after the other.
record LevelExplanationView(
        ExplanationQuestion question, LevelTerms terms, ExplanationStatement statement, Vocabulary vocabulary) {
    LevelExplanation explanation(Row row, EvaluationTime time) {
        var columns = Columns.of(row);
        var tried = tried(statement.read(row, time), time);
        var subject = question.subject();
        return new LevelExplanation(
                question.about().key(),
                question.customer(),
                subject.status(),
                question.draft(),
                columns.textOrNull("layer"),
                columns.textOrNull("qualified"),
                !tried.isEmpty() && tried.getLast().holds() ? tried.getLast().key() : null,
                question.draft() ? subject.draftVersion() : subject.liveVersion(),
                time.at(),
                question.shop().zone().getId(),
                columns.instantOrNull("since"),
                columns.textOrNull("moved_from"),
                ExplanationView.cause(row),
                tried);
    }

    /// The rules are those of the levels from the highest down; the lowest may have none, and takes whoever
    /// comes so far.
    private List<TriedLevel> tried(List<ExplainedRule> rules, EvaluationTime time) {
        var levels = terms.levels().reversed();
        var tried = new ArrayList<TriedLevel>();
        for (int i = 0; i < rules.size(); i++) {
            tried.add(tried(levels.get(i), rules.get(i), time));
            if (rules.get(i).holds()) {
                return tried;
            }
        }
        if (rules.size() < levels.size()) {
            var lowest = levels.getLast();
            tried.add(new TriedLevel(lowest.key(), lowest.name(), lowest.rank(), true, null, null, null));
        }
        return tried;
    }

    private TriedLevel tried(Level level, ExplainedRule rule, EvaluationTime time) {
        var flip = ShownFlip.of(Flip.of(rule, vocabulary, time), question.locale());
        return new TriedLevel(
                level.key(),
                level.name(),
                level.rank(),
                rule.holds(),
                ExplainedNodes.of(rule),
                flip.flips(),
                flip.unflippable());
    }
}
