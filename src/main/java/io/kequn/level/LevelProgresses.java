package io.kequn.level;

import io.kequn.customer.ShopVocabulary;
import io.kequn.explanation.ExplainedNodes;
import io.kequn.explanation.ShownFlip;
import io.kequn.level.CustomerLevel.LevelName;
import io.kequn.level.ExplainedLevels.Moment;
import io.kequn.level.LevelProgress.LevelStep;
import io.kequn.level.LevelProgress.StepCondition;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Flip;
import io.kequn.rule.RuleChange;
import io.kequn.rule.RuleChangeKind;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells what customers are missing for their next level, and to keep the one they have.
@Singleton
class LevelProgresses {
    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final LevelChecks checks;

    LevelProgresses(ShopReads reads, ShopVocabulary vocabularies, LevelChecks checks) {
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.checks = checks;
    }

    /// The standings of one customer, each with the progress in its program.
    Uni<List<CustomerLevel>> of(Shop shop, Locale locale, List<Placed> all) {
        return all.isEmpty()
                ? Uni.createFrom().item(List.of())
                : vocabularies
                        .of(shop)
                        .chain(vocabulary -> reads.now(shop)
                                .chain(now -> Uni.join()
                                        .all(all.stream()
                                                .map(placed -> progress(shop, locale, vocabulary, placed, now)
                                                        .map(placed.shown(shop.zone())::with))
                                                .toList())
                                        .andFailFast()));
    }

    private Uni<LevelProgress> progress(Shop shop, Locale locale, Vocabulary vocabulary, Placed placed, Instant now) {
        @Nullable Standing standing = placed.standing();
        var terms = placed.terms();
        if (standing == null) {
            return Uni.createFrom().item(new LevelProgress(now, shop.zone().getId(), null, null));
        }
        var explained = new ExplainedLevels(
                reads,
                shop,
                placed.customer(),
                vocabulary,
                checks.rules(vocabulary, terms),
                terms.levels().size());
        var way = new Way(shop, locale, terms, standing, explained);
        return explained
                .at(now)
                .chain(moment -> way.next(moment)
                        .chain(next -> way.stay(moment)
                                .map(stay -> new LevelProgress(
                                        moment.at(), shop.zone().getId(), next.orElse(null), stay.orElse(null)))));
    }

    /// One customer's way in one program.
    private record Way(Shop shop, Locale locale, LevelTerms terms, Standing standing, ExplainedLevels explained) {
        Uni<Optional<LevelStep>> next(Moment now) {
            int rank = Math.max(standing.level(), now.qualified()) + 1;
            if (rank > terms.levels().size()) {
                return none();
            }
            boolean moves = explained.readsTime(rank) && now.flip(now.of(rank)).reason() == null;
            return (moves ? explained.until(now, moment -> need(moment.flip(moment.of(rank)))) : noInstant())
                    .map(until -> Optional.of(step(now, rank, false, null, until.orElse(null))));
        }

        Uni<Optional<LevelStep>> stay(Moment now) {
            int rank = standing.level();
            var policy = terms.policy();
            @Nullable Instant end = standing.end();
            boolean always = policy.retention().isRolling() && standing.lock() == null;
            boolean kept = policy.downgrade().kind() == Downgrade.Kind.NONE || (end == null && !always);
            if (rank <= policy.floor() || kept) {
                return none();
            }
            if (end == null) {
                return always(now, rank);
            }
            // Who qualifies at any instant of a grace period is saved; at the end of a period that very instant counts.
            boolean anyTime = standing.graceEnd() != null || !end.isAfter(now.at());
            return (anyTime ? Uni.createFrom().item(now) : explained.at(end))
                    .map(then -> Optional.of(step(then, rank, then.qualified() >= rank, end, null)));
        }

        private Uni<Optional<LevelStep>> always(Moment now, int rank) {
            boolean met = now.qualified() >= rank;
            return (met && explained.readsTime(rank)
                            ? explained.until(now, moment -> moment.qualified() >= rank)
                            : noInstant())
                    .map(until -> Optional.of(step(now, rank, met, null, until.orElse(null))));
        }

        private LevelStep step(Moment moment, int rank, boolean met, @Nullable Instant by, @Nullable Instant until) {
            var rule = moment.of(rank);
            var flip = met ? new ShownFlip(null, null) : ShownFlip.of(moment.flip(rule), locale);
            return new LevelStep(
                    LevelName.of(terms.ofRank(rank)),
                    met,
                    by,
                    until,
                    rule.conditions().stream()
                            .map(condition -> condition(moment, condition))
                            .toList(),
                    flip.flips(),
                    flip.unflippable(),
                    new StepWords(shop.zone(), locale).of(met, flip, by == null ? until : by));
        }

        private StepCondition condition(Moment moment, ExplainedRule.Needed needed) {
            var node = ExplainedNodes.of(needed.condition());
            var flip = needed.missing()
                    ? ShownFlip.of(moment.flip(needed.condition()), locale)
                    : new ShownFlip(null, null);
            return new StepCondition(
                    node.text(),
                    needed.condition().pointer(),
                    needed.missing(),
                    node.tests(),
                    flip.flips(),
                    flip.unflippable());
        }

        /// What has to be done, however it is reckoned.
        private static List<?> need(Flip flip) {
            return flip.changes().stream().map(Way::need).toList();
        }

        private static List<?> need(RuleChange change) {
            var what = change.kind() == RuleChangeKind.TIME
                    ? change.at()
                    : change.by() == null ? change.to() : change.by();
            return Arrays.asList(change.kind(), change.name(), change.operator(), what, change.properties());
        }

        private static Uni<Optional<LevelStep>> none() {
            return Uni.createFrom().item(Optional.empty());
        }

        private static Uni<Optional<Instant>> noInstant() {
            return Uni.createFrom().item(Optional.empty());
        }
    }
}
