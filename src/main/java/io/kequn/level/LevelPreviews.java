package io.kequn.level;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.LEVELS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.CustomerSummaries;
import io.kequn.customer.CustomerSummary;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.DefinitionKind;
import io.kequn.publication.Dependent;
import io.kequn.publication.Dependents;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Rule;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what terms would do before they are live: one statement over the shop, at the shop's present instant,
/// sorts its customers, and the policy that is tried moves each sort.
@Singleton
public class LevelPreviews {
    private final LevelProgramReads programs;
    private final LevelChecks checks;
    private final ShopVocabulary vocabularies;
    private final Dependents dependents;
    private final CustomerSummaries customers;
    private final ShopReads reads;

    LevelPreviews(
            LevelProgramReads programs,
            LevelChecks checks,
            ShopVocabulary vocabularies,
            Dependents dependents,
            CustomerSummaries customers,
            ShopReads reads) {
        this.programs = programs;
        this.checks = checks;
        this.vocabularies = vocabularies;
        this.dependents = dependents;
        this.customers = customers;
        this.reads = reads;
    }

    /// Of the draft that waits, or of the live terms if none does, against the levels that customers have. Refuses
    /// with `level_program_not_found`.
    public Uni<LevelProgramPreview> of(String program) {
        return of(new LevelProgramTrial(program, null, null, null, null, null));
    }

    /// Of any terms. Samples are customers, so that who asks must be allowed to see those. Refuses with
    /// `level_program_not_found`, and terms that are wrong as saving them would.
    public Uni<LevelProgramPreview> of(LevelProgramTrial trial) {
        var caller = Caller.with(SEGMENTS_READ).and(LEVELS_READ).and(CUSTOMERS_READ);
        var shop = caller.ofShop();
        var inputs = new Inputs();
        var patch = LevelChecks.checked(inputs, trial.patch());
        @Nullable String program = trial.program();
        if (program == null) {
            inputs.given("/levels", trial.levels());
        }
        inputs.check();
        return before(shop, program)
                .chain(before -> vocabularies.of(shop).chain(vocabulary -> {
                    var terms = checks.terms(vocabulary, patch, before.terms);
                    var rules = checks.rules(vocabulary, terms);
                    var tried = new Tried(before, terms, vocabulary, rules, caller.locale());
                    return reads.now(shop).chain(now -> preview(shop, tried, now));
                }));
    }

    /// What terms are compared with: the number 0 and no terms for none.
    private record Before(
            @Nullable String program, int number, @Nullable LevelTerms terms) {}

    private record Tried(Before before, LevelTerms terms, Vocabulary vocabulary, List<Rule> rules, Locale locale) {}

    private Uni<Before> before(Shop shop, @Nullable String program) {
        return program == null
                ? Uni.createFrom().item(new Before(null, 0, null))
                : programs.get(shop, program)
                        .chain(found -> programs.idOf(shop, program)
                                .map(number -> new Before(program, number, found.latest())));
    }

    private Uni<LevelProgramPreview> preview(Shop shop, Tried tried, Instant now) {
        var policy = tried.terms.policy();
        var statement = LevelPreviewStatement.of(
                tried.vocabulary,
                tried.rules,
                shop,
                tried.before.number,
                policy.upgrade().latestDue(now, shop.zone()),
                new EvaluationTime(now, shop.zone(), shop.weekStart()));
        return Uni.combine()
                .all()
                .unis(
                        reads.askOfAll(shop, statement.sql(), statement.values())
                                .map(rows -> Sql.list(rows, row -> row))
                                .map(rows -> PreviewedStandings.of(
                                        tried.terms, rows, new LevelMachine(policy, shop.zone()), now))
                                .chain(this::shown),
                        dependents(shop, tried.before.program))
                .with((shown, readers) -> new LevelProgramPreview(
                        tried.before.program,
                        shown.standings.levels(tried.vocabulary, tried.rules, tried.locale),
                        shown.standings.moves(shown.customers),
                        readers,
                        now,
                        shop.zone().getId()));
    }

    private record Shown(PreviewedStandings standings, Map<UUID, CustomerSummary> customers) {}

    /// The samples of all moves are read by one statement.
    private Uni<Shown> shown(PreviewedStandings standings) {
        return customers
                .of(standings.samples())
                .map(found -> found.stream().collect(Collectors.toMap(CustomerSummary::id, Function.identity())))
                .map(byId -> new Shown(standings, byId));
    }

    /// Nobody reads a program that is not there yet.
    private Uni<List<Dependent>> dependents(Shop shop, @Nullable String program) {
        return program == null
                ? Uni.createFrom().item(List.of())
                : dependents.of(shop, DefinitionKind.LEVEL_PROGRAM, program);
    }
}
