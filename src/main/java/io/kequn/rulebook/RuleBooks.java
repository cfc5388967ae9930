package io.kequn.rulebook;

import static io.kequn.platform.access.Scope.POINTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.access.Scope.TAGS_READ;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.OffLoop;
import io.kequn.platform.problem.Violations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/// Rules as code: gives a shop's rules as one document, and makes the shop as such a document says.
@Singleton
public class RuleBooks {
    private static final String UNIQUE_VIOLATION = "23505";

    private final BookKinds kinds;
    private final RuleBookExport export;
    private final ShopVocabulary vocabularies;
    private final RuleBookChecks checks;
    private final DefinitionTransaction definitions;
    private final RuleBookPlans plans;
    private final Jobs jobs;

    RuleBooks(
            BookKinds kinds,
            RuleBookExport export,
            ShopVocabulary vocabularies,
            RuleBookChecks checks,
            DefinitionTransaction definitions,
            RuleBookPlans plans,
            Jobs jobs) {
        this.kinds = kinds;
        this.export = export;
        this.vocabularies = vocabularies;
        this.checks = checks;
        this.definitions = definitions;
        this.plans = plans;
        this.jobs = jobs;
    }

    /// All but what is archived, by key. A draft that waits beside a live rule is not in it.
    public Uni<RuleBook> export() {
        return export.of(Caller.with(SEGMENTS_READ).and(TAGS_READ).and(POINTS_READ));
    }

    /// How to apply a book: only plan, end what it does not name, and keep what is there and differs.
    public record Applying(boolean dryRun, boolean prune, boolean keep) {}

    /// Creates, changes and publishes what differs, all in one transaction; what is as it should be is not
    /// touched, so that doing it again does nothing. Builds follow.
    public Uni<RulePlan> apply(RuleBook book, Applying how) {
        return apply("rules/apply", book, how);
    }

    /// The same of a book that the service brings with it, at this route.
    public Uni<RulePlan> apply(String route, RuleBook book, Applying how) {
        var caller = caller(book);
        return vocabularies
                .of(caller.ofShop())
                .chain(vocabulary -> OffLoop.run(() -> checks.check(book, vocabulary)))
                .chain(checked ->
                        apply(new Command<>(caller, route, List.of(book, how), RulePlan.class), checked, how));
    }

    private Caller caller(RuleBook book) {
        var caller = Caller.with(SEGMENTS_PUBLISH).and(SEGMENTS_WRITE);
        for (var kind : kinds.inOrder()) {
            caller = kind.of(book) == null ? caller : caller.and(kind.field().scope());
        }
        return caller;
    }

    private Uni<RulePlan> apply(Command<RulePlan> command, CheckedBook book, Applying how) {
        Supplier<Uni<RulePlan>> work = () -> plans.carryOut(command.caller(), book, how);
        Supplier<Uni<RulePlan>> once =
                () -> how.dryRun ? definitions.write(command, work) : definitions.writeRules(command, work);
        // Of two that make a definition at once, the second finds what the first has made.
        return once.get()
                .onFailure(RuleBooks::isTaken)
                .recoverWithUni(once::get)
                .invoke(jobs::wake);
    }

    private static boolean isTaken(Throwable failure) {
        return Violations.state(failure).filter(UNIQUE_VIOLATION::equals).isPresent();
    }
}
