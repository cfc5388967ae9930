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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the explanation of a level together: what is stored, and what the rules say one after the other.
record LevelExplanationView(
        ExplanationQuestion question, LevelTerms terms, ExplanationStatement statement, Vocabulary vocabulary) {
    LevelExplanation explanation(Row row, EvaluationTime time) {
        var tried = tried(statement.read(row, time), time);
        var verdict = tried.isEmpty() || !tried.getLast().holds()
                ? null
                : tried.getLast().key();
        return explanation(question, row, time.at(), verdict, tried);
    }

    /// Of an archived program, which gives no levels.
    static LevelExplanation ended(ExplanationQuestion question, Row row) {
        return explanation(question, row, question.subject().now(), null, List.of());
    }

    private static LevelExplanation explanation(
            ExplanationQuestion question, Row row, Instant at, @Nullable String verdict, List<TriedLevel> tried) {
        var columns = Columns.of(row);
        var subject = question.subject();
        return new LevelExplanation(
                question.about().key(),
                question.customer(),
                subject.status(),
                question.draft(),
                question.ended() ? null : columns.textOrNull("layer"),
                question.ended() ? null : columns.textOrNull("qualified"),
                verdict,
                question.draft() ? subject.draftVersion() : subject.liveVersion(),
                at,
                question.shop().zone().getId(),
                question.ended() ? ExplanationView.since(question, columns) : columns.instantOrNull("since"),
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
