package io.kequn.rulebook;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.PublicationChecks;
import io.kequn.publication.Rebuilds;
import io.kequn.publication.RetypedProperties;
import io.kequn.publication.RuleEffects;
import io.kequn.rule.Vocabulary;
import io.kequn.rulebook.RuleBooks.Applying;
import io.kequn.tag.TagDefinitions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/// Compares a checked file of rules with what the shop has, and carries the difference out, inside one
/// definition transaction. All is written first, and only then looked at as a whole: so a file may turn the
/// dependencies between its definitions round in one go. A dry run does the same and takes it back, so that it
/// is refused for what the real one would be refused for.
@Singleton
class RuleBookPlans {
    private final TagDefinitions tags;
    private final PublicationChecks checks;
    private final RetypedProperties retyped;
    private final ShopVocabulary vocabularies;
    private final Rebuilds builds;

    RuleBookPlans(
            TagDefinitions tags,
            PublicationChecks checks,
            RetypedProperties retyped,
            ShopVocabulary vocabularies,
            Rebuilds builds) {
        this.tags = tags;
        this.checks = checks;
        this.retyped = retyped;
        this.vocabularies = vocabularies;
        this.builds = builds;
    }

    /// The rules lock is held, but in a dry run.
    Uni<RulePlan> carryOut(Caller caller, CheckedBook book, Applying how) {
        return how.dryRun() ? DefinitionTransaction.undone(() -> write(caller, book, how)) : write(caller, book, how);
    }

    private Uni<RulePlan> write(Caller caller, CheckedBook book, Applying how) {
        return vocabularies.inside(caller.ofShop()).chain(before -> write(caller, book, how, before));
    }

    private Uni<RulePlan> write(Caller caller, CheckedBook book, Applying how, Vocabulary before) {
        var effects = new RuleEffects();
        return steps(caller, book, how)
                .call(steps -> inTurn(steps, step -> step.write().apply(effects)))
                .call(steps -> steps.stream().anyMatch(BookStep::writes)
                        ? retyped.afterAll(caller.ofShop(), before, effects).chain(() -> complete(caller, effects, how))
                        : Uni.createFrom().voidItem())
                .map(steps -> new RulePlan(
                        how.dryRun(), steps.stream().map(BookStep::item).toList()));
    }

    private static Uni<List<BookStep>> steps(Caller caller, CheckedBook book, Applying how) {
        var comparison = new BookComparison(book.book(), how, new Inputs());
        return Multi.createFrom()
                .iterable(book.parts())
                .onItem()
                .transformToUniAndConcatenate(part -> part.steps(caller, comparison))
                .collect()
                .asList()
                .invoke(comparison.conflicts()::check)
                .map(all -> all.stream()
                        .flatMap(List::stream)
                        .map(step -> how.keep() ? step.keeping() : step)
                        .toList());
    }

    private Uni<?> complete(Caller caller, RuleEffects effects, Applying how) {
        var shop = caller.ofShop();
        return tags.settle(shop, effects.groups())
                .invoke(ruled -> ruled.forEach(tag -> effects.build(RuleSubject.tag(tag.id(), tag.key()))))
                .chain(() -> checks.afterAll(shop, effects.rules()))
                .chain(graph ->
                        how.dryRun() ? Uni.createFrom().voidItem() : builds.inOrder(caller, effects.builds(graph)));
    }

    /// One after the other, since a definition transaction has one session.
    private static Uni<?> inTurn(List<BookStep> steps, Function<BookStep, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(work)
                .collect()
                .last();
    }
}
