package io.kequn.layer;

import io.kequn.explanation.ExplainedNodes;
import io.kequn.explanation.ExplanationQuestion;
import io.kequn.explanation.ExplanationStatement;
import io.kequn.explanation.ExplanationView;
import io.kequn.explanation.ShownFlip;
import io.kequn.layer.LayerExplanation.TriedLayer;
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

/// Puts the explanation of a layer together: what is stored, and what the rules say one after the other.
record LayerExplanationView(
        ExplanationQuestion question, List<LayerRule> layers, ExplanationStatement statement, Vocabulary vocabulary) {
    LayerExplanation explanation(Row row, EvaluationTime time) {
        var tried = tried(statement.read(row, time), time);
        return explanation(question, row, time.at(), tried.getLast().key(), tried);
    }

    /// Of an archived set, in which nobody is.
    static LayerExplanation ended(ExplanationQuestion question, Row row) {
        return explanation(question, row, question.subject().now(), null, List.of());
    }

    private static LayerExplanation explanation(
            ExplanationQuestion question, Row row, Instant at, @Nullable String verdict, List<TriedLayer> tried) {
        var columns = Columns.of(row);
        var subject = question.subject();
        return new LayerExplanation(
                question.about().key(),
                question.customer(),
                subject.status(),
                question.draft(),
                question.ended() ? null : columns.textOrNull("layer"),
                verdict,
                question.draft() ? subject.draftVersion() : subject.liveVersion(),
                at,
                question.shop().zone().getId(),
                question.ended() ? ExplanationView.since(question, columns) : columns.instantOrNull("since"),
                columns.textOrNull("moved_from"),
                ExplanationView.cause(row),
                tried);
    }

    /// The last layer has no rule, and takes whoever comes so far.
    private List<TriedLayer> tried(List<ExplainedRule> rules, EvaluationTime time) {
        var tried = new ArrayList<TriedLayer>();
        for (int i = 0; i < rules.size(); i++) {
            tried.add(tried(layers.get(i), rules.get(i), time));
            if (rules.get(i).holds()) {
                return tried;
            }
        }
        var residual = layers.getLast();
        tried.add(new TriedLayer(residual.key(), residual.name(), true, null, null, null));
        return tried;
    }

    private TriedLayer tried(LayerRule layer, ExplainedRule rule, EvaluationTime time) {
        var flip = ShownFlip.of(Flip.of(rule, vocabulary, time), question.locale());
        return new TriedLayer(
                layer.key(), layer.name(), rule.holds(), ExplainedNodes.of(rule), flip.flips(), flip.unflippable());
    }
}
