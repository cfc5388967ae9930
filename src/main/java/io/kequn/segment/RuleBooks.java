package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.segment.RuleBookChecks.Wanted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules as code: gives a shop's rules as one document, and makes the shop as such a document says.
@Singleton
public class RuleBooks {
    private static final int MOST = 10_000;
    private static final String SEGMENTS = """
        select s.key, s.name, s.description, s.kind, live.rule live_rule, draft.rule draft_rule
        from segment s
        left join segment_version live
          on live.shop_id = s.shop_id and live.segment_id = s.id and live.number = s.live_version
        left join segment_version draft
          on draft.shop_id = s.shop_id and draft.segment_id = s.id and draft.published_at is null
        where s.shop_id = $1 and s.archived_at is null
        order by s.key limit $2\
        """;

    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final RuleBookChecks checks;
    private final DefinitionTransaction definitions;
    private final RuleBookPlans plans;
    private final SegmentPublication publication;

    RuleBooks(
            ShopReads reads,
            ShopVocabulary vocabularies,
            RuleBookChecks checks,
            DefinitionTransaction definitions,
            RuleBookPlans plans,
            SegmentPublication publication) {
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.checks = checks;
        this.definitions = definitions;
        this.plans = plans;
        this.publication = publication;
    }

    /// All segments but archived ones, by key. A draft that waits beside a live rule is not in it.
    public Uni<RuleBook> export() {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return reads.list(shop, RuleBooks::definition, SEGMENTS, shop.id(), MOST)
                .map(RuleBook::of);
    }

    /// How to apply a book: only plan, and archive segments that it does not name.
    public record Applying(boolean dryRun, boolean prune) {}

    /// Creates, changes and publishes what differs, all in one transaction; what is as it should be is not
    /// touched, so that doing it again does nothing. Builds follow.
    public Uni<RulePlan> apply(RuleBook book, Applying how) {
        var caller = Caller.with(SEGMENTS_PUBLISH).and(SEGMENTS_WRITE);
        return vocabularies
                .of(caller.ofShop())
                .map(vocabulary -> checks.check(book, vocabulary))
                .chain(wanted -> apply(caller, book, wanted, how));
    }

    private Uni<RulePlan> apply(Caller caller, RuleBook book, List<Wanted> wanted, Applying how) {
        var command = new Command<>(caller, "rules/apply", List.of(book, how), RulePlan.class);
        return how.dryRun
                ? definitions.write(
                        command, () -> plans.of(caller, wanted, how.prune).map(plan -> answer(true, plan)))
                : definitions
                        .writeRules(
                                command,
                                () -> plans.of(caller, wanted, how.prune)
                                        .call(plan -> plans.run(caller, plan))
                                        .map(plan -> answer(false, plan)))
                        .invoke(publication::wake);
    }

    private static RulePlan answer(boolean dryRun, RuleBookPlans.Plan plan) {
        return new RulePlan(
                dryRun, plan.steps().stream().map(RuleBookPlans.Step::item).toList());
    }

    private static SegmentDefinition definition(Row row) {
        var live = row.getString("live_rule");
        @Nullable String draft = row.getString("draft_rule");
        return new SegmentDefinition(
                row.getString("key"),
                row.getString("name"),
                row.getString("description"),
                SegmentKind.of(row.getString("kind")),
                live == null ? draft : live,
                (live == null && draft != null) ? true : null);
    }
}
