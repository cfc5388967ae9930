package io.kequn.level;

import io.kequn.explanation.Explanations;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.ExplainStatement;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Flip;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// What the rules of a program's levels say of one customer at any instant, by the facts that there are now.
final class ExplainedLevels {
    /// Days that are looked ahead.
    private static final int DAYS = 366;

    private final ShopReads reads;
    private final Shop shop;
    private final UUID customer;
    private final Vocabulary vocabulary;
    private final List<Rule> rules;
    private final int levels;
    private final ExplainStatement statement;

    /// The rules are those of `levels` levels from the highest to the lowest that has one.
    ExplainedLevels(ShopReads reads, Shop shop, UUID customer, Vocabulary vocabulary, List<Rule> rules, int levels) {
        this.reads = reads;
        this.shop = shop;
        this.customer = customer;
        this.vocabulary = vocabulary;
        this.rules = List.copyOf(rules);
        this.levels = levels;
        this.statement = new RuleCompiler(vocabulary).explain(rules, 3);
    }

    /// The rules as of one instant.
    final class Moment {
        private final EvaluationTime time;
        private final List<ExplainedRule> explained;

        private Moment(EvaluationTime time, List<ExplainedRule> explained) {
            this.time = time;
            this.explained = explained;
        }

        Instant at() {
            return time.at();
        }

        /// The highest rank whose rule holds; without one the lowest level, if it asks for nothing, else 0.
        int qualified() {
            for (int place = 0; place < explained.size(); place++) {
                if (explained.get(place).holds()) {
                    return levels - place;
                }
            }
            return levels - explained.size();
        }

        ExplainedRule of(int rank) {
            return explained.get(levels - rank);
        }

        Flip flip(ExplainedRule rule) {
            return Flip.of(rule, vocabulary, time);
        }
    }

    Uni<Moment> at(Instant instant) {
        var time = new EvaluationTime(instant, shop.zone(), shop.weekStart());
        var values = Sql.tuple(shop.id(), customer);
        statement.values(time).forEach(values::addValue);
        return reads.query(shop, statement.sql(), values)
                .map(Explanations::first)
                .map(row -> statement.read(
                        Arrays.asList(row.getArrayOfBooleans("truths")),
                        Arrays.asList(row.getArrayOfStrings("actuals")),
                        time))
                .map(conditions -> new Moment(time, ExplainedRule.of(rules, conditions)));
    }

    /// Whether time alone can change what the level's rule says.
    boolean readsTime(int rank) {
        return new RuleLanguage(vocabulary).uses(rules.get(levels - rank)).readsTime();
    }

    /// The first of the next midnights from which on something is other than at this moment; empty if it still is
    /// the same in a year. What windows count only leaves them as time passes, so that halves tell which it is.
    Uni<Optional<Instant>> until(Moment now, Function<Moment, ?> what) {
        var present = what.apply(now);
        var today = LocalDate.ofInstant(now.at(), shop.zone());
        return at(midnight(today, DAYS))
                .chain(far -> what.apply(far).equals(present)
                        ? Uni.createFrom().item(Optional.<Instant>empty())
                        : first(today, 0, DAYS, moment -> what.apply(moment).equals(present))
                                .map(Optional::of));
    }

    private Uni<Instant> first(LocalDate today, int same, int other, Function<Moment, Boolean> isSame) {
        if (other - same == 1) {
            return Uni.createFrom().item(midnight(today, other));
        }
        int middle = (same + other) / 2;
        return at(midnight(today, middle))
                .chain(moment -> isSame.apply(moment)
                        ? first(today, middle, other, isSame)
                        : first(today, same, middle, isSame));
    }

    private Instant midnight(LocalDate today, int days) {
        return today.plusDays(days).atStartOfDay(shop.zone()).toInstant();
    }
}
