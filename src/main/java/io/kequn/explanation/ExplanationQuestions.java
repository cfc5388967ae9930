package io.kequn.explanation;

import io.kequn.customer.CustomerReads;
import io.kequn.customer.CustomerSelect;
import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Reads what an explanation is about together with its customer, by one statement.
@Singleton
public class ExplanationQuestions {
    private final CustomerReads customers;

    ExplanationQuestions(CustomerReads customers) {
        this.customers = customers;
    }

    /// Refuses where there is no such customer or definition, and where no rule gives the tag.
    public Uni<ExplanationQuestion> of(Caller caller, Kind kind, String key, String customer, boolean draft) {
        var shop = caller.ofShop();
        return customers.get(shop, select(kind), customer, key, (found, row) -> {
            var subject = ExplanationSubject.of(row);
            if (subject == null) {
                throw kind.missing(key);
            }
            var about = new RuleSubject(kind, subject.id(), key);
            return new ExplanationQuestion(shop, caller.locale(), about, found.id(), subject, draft);
        });
    }

    private static CustomerSelect select(Kind kind) {
        return switch (kind) {
            case SEGMENT -> ExplanationSubject.OF_SEGMENT;
            case TAG -> ExplanationSubject.OF_TAG;
            case LAYER_SET -> ExplanationSubject.OF_LAYER_SET;
            case LEVEL_PROGRAM -> ExplanationSubject.OF_LEVEL_PROGRAM;
        };
    }
}
