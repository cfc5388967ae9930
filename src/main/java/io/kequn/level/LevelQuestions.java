package io.kequn.level;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.LEVELS_READ;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Where a customer stands, what is missing, where the customer stood, and where the customer will stand.
@Singleton
public class LevelQuestions {
    private final CustomerReads customers;
    private final CustomerLevelReads reads;
    private final LevelProgresses progresses;
    private final PastLevels past;
    private final LevelForecasts forecasts;

    LevelQuestions(
            CustomerReads customers,
            CustomerLevelReads reads,
            LevelProgresses progresses,
            PastLevels past,
            LevelForecasts forecasts) {
        this.customers = customers;
        this.reads = reads;
        this.progresses = progresses;
        this.past = past;
        this.forecasts = forecasts;
    }

    /// In all live programs, by their keys. Refuses with `customer_not_found`, and with `value_invalid` an instant
    /// that is not in the past or not ahead.
    Uni<List<CustomerLevel>> of(String customer, LevelQuestion question) {
        var caller = Caller.with(LEVELS_READ).and(CUSTOMERS_READ);
        return customers.get(customer).chain(found -> answer(caller, found, question));
    }

    /// In one program. Refuses with `level_program_not_found`, too.
    Uni<CustomerLevel> of(String customer, String program, LevelQuestion question) {
        return of(customer, question)
                .map(levels -> levels.stream()
                        .filter(level -> level.program().equals(program))
                        .findFirst()
                        .orElseThrow(() -> Kind.LEVEL_PROGRAM.missing(program)));
    }

    /// Where the customer stands now in all live programs, each with its progress.
    public Uni<List<CustomerLevel>> progress(String customer) {
        return of(customer, LevelQuestion.of(true, null, null));
    }

    private Uni<List<CustomerLevel>> answer(Caller caller, Customer customer, LevelQuestion question) {
        var shop = caller.ofShop();
        if (question.asOf() != null) {
            return past.of(shop, customer, question.asOf());
        }
        var placed = reads.placed(shop, List.of(customer.id())).map(List::getFirst);
        if (question.at() != null) {
            var at = question.at();
            return placed.chain(all -> forecasts.of(shop, all, at));
        }
        return question.progress()
                ? placed.chain(all -> progresses.of(shop, caller.locale(), all))
                : placed.map(
                        all -> all.stream().map(each -> each.shown(shop.zone())).toList());
    }
}
