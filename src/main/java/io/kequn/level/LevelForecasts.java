package io.kequn.level;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells where a customer will stand at an instant ahead if nothing else comes: no order, no event, no change
/// of a program. The rules are asked with the facts of now at each instant until then at which time alone can
/// change what they say, and the policy moves the customer from one to the next, as the service's clock will.
/// What other rules decide, such as segments and levels of other programs, stays as it is.
@Singleton
class LevelForecasts {
    private static final Duration LONGEST = Duration.ofDays(731);

    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final LevelChecks checks;

    LevelForecasts(ShopReads reads, ShopVocabulary vocabularies, LevelChecks checks) {
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.checks = checks;
    }

    Uni<List<CustomerLevel>> of(Shop shop, List<Placed> all, Instant at) {
        return reads.now(shop)
                .invoke(now -> refuse(now, at))
                .chain(now -> all.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : vocabularies
                                .of(shop)
                                .chain(vocabulary -> Uni.join()
                                        .all(all.stream()
                                                .map(placed -> of(shop, vocabulary, placed, now, at))
                                                .toList())
                                        .andFailFast()));
    }

    private static void refuse(Instant now, Instant at) {
        var inputs = new Inputs();
        inputs.require(
                at.isAfter(now) && !at.isAfter(now.plus(LONGEST)),
                "at",
                "Must lie ahead, at most 731 days.",
                "须为将来的时间，最多 731 天。");
        inputs.check();
    }

    private Uni<CustomerLevel> of(Shop shop, Vocabulary vocabulary, Placed placed, Instant now, Instant at) {
        @Nullable Standing standing = placed.standing();
        if (standing == null) {
            return Uni.createFrom().item(placed.shown(shop.zone()));
        }
        var terms = placed.terms();
        var rules = checks.rules(vocabulary, terms);
        var ahead = new QualifiedAhead(
                reads,
                shop,
                placed.customer(),
                vocabulary,
                rules,
                terms.levels().size());
        return ahead.changes(placed.qualified(), now, at)
                .map(changes -> new LevelFuture(placed, standing, shop.zone()).at(now, changes, at));
    }
}
