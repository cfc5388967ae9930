package io.kequn.layer;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.LiveRules;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.evaluation.ShopRules;
import io.kequn.explanation.ExplanationQuestion;
import io.kequn.explanation.ExplanationQuestions;
import io.kequn.explanation.ExplanationStatement;
import io.kequn.explanation.Explanations;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.ShopReads;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/// Tells why a customer is in its layer of a set and in none before it: one read of the two and one statement that
/// explains all layers.
@Singleton
public class LayerExplanations {
    private final ExplanationQuestions questions;
    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final LiveRules live;
    private final LayerChecks checks;

    LayerExplanations(
            ExplanationQuestions questions,
            ShopReads reads,
            ShopVocabulary vocabularies,
            LiveRules live,
            LayerChecks checks) {
        this.questions = questions;
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.live = live;
        this.checks = checks;
    }

    /// By the published layers, or by the draft that waits. Refuses with `layer_set_not_found`,
    /// `customer_not_found`, `state_conflict` where there are no such layers, and `rule_invalid` for a draft
    /// that cannot be read any more.
    public Uni<LayerExplanation> of(String set, String customer, boolean draft) {
        var caller = Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ);
        return questions.of(caller, Kind.LAYER_SET, set, customer, draft).chain(this::answer);
    }

    private Uni<LayerExplanation> answer(ExplanationQuestion question) {
        if (question.ended()) {
            return ExplanationStatement.alone(reads, question).map(row -> LayerExplanationView.ended(question, row));
        }
        var layers = LayerNotation.read(question.notation());
        return vocabulary(question).chain(vocabulary -> explain(question, layers, vocabulary));
    }

    /// The one that writers have at hand, where this replica has written for the shop. A draft may name what
    /// has come since and is no live rule's business.
    private Uni<Vocabulary> vocabulary(ExplanationQuestion question) {
        if (question.draft()) {
            return vocabularies.of(question.shop());
        }
        return live.known(question.shop(), question.subject().revision())
                .map(ShopRules::vocabulary)
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> vocabularies.of(question.shop()));
    }

    private Uni<LayerExplanation> explain(ExplanationQuestion question, List<LayerRule> layers, Vocabulary vocabulary) {
        var statement = ExplanationStatement.of(Kind.LAYER_SET, vocabulary, checks.rules(vocabulary, layers));
        var view = new LayerExplanationView(question, layers, statement, vocabulary);
        return question.settled(
                time -> reads.query(question.shop(), statement.sql(), statement.values(question, time))
                        .map(rows -> view.explanation(Explanations.first(rows), time)),
                explained -> Objects.equals(explained.verdict(), explained.stored()));
    }
}
