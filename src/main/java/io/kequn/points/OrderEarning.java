package io.kequn.points;

import io.kequn.order.OrderMove;
import io.kequn.points.Granting.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Brings what orders have earned to what they earn as they now are. All is read; nothing here is.
final class OrderEarning {
    private final Map<UUID, Ledger> ledgers;
    private final List<OrderLots.Earned> earned;
    private final OrderRanks ranks;
    private final EarningFacts facts;
    private final List<RuleTerms> rules;

    OrderEarning(
            Map<UUID, Ledger> ledgers,
            List<OrderLots.Earned> earned,
            OrderRanks ranks,
            EarningFacts facts,
            List<RuleTerms> rules) {
        this.ledgers = Map.copyOf(ledgers);
        this.earned = known(this.ledgers, earned);
        this.ranks = ranks;
        this.facts = facts;
        this.rules = List.copyOf(rules);
    }

    /// A lot is one object, however often it was read.
    private static List<OrderLots.Earned> known(Map<UUID, Ledger> ledgers, List<OrderLots.Earned> earned) {
        var known = new ArrayList<OrderLots.Earned>();
        for (var each : earned) {
            var ledger = Objects.requireNonNull(ledgers.get(each.customer()));
            known.add(new OrderLots.Earned(each.customer(), ledger.know(each.lot()), each.terms()));
        }
        return List.copyOf(known);
    }

    void apply(OrderMove move) {
        var before = earned.stream().filter(each -> each.isOf(move)).toList();
        var settled = new HashSet<String>();
        for (var each : before) {
            boolean stays = each.customer().equals(move.now().customer());
            correct(move, each, stays ? move.now() : null);
            if (stays) {
                settled.add(each.terms().key());
            }
        }
        before.stream().filter(each -> settled.add(each.terms().key())).forEach(each -> follow(move, each));
        earn(move, settled);
    }

    /// `now` null: the order is somebody else's.
    private void correct(OrderMove move, OrderLots.Earned each, OrderMove.@Nullable State now) {
        var lot = each.lot();
        var occasion = new Occasion(each.customer(), each.terms(), lot.origin.earnedAt());
        long target = 0;
        if (now != null && now.counts()) {
            long whole = whole(move, occasion, each);
            lot.whole = whole;
            lot.changed = true;
            target = Math.max(0, each.terms().kept(whole, now.amount(), now.total()) - lot.withdrawn);
        }
        long more = target - lot.points;
        var ledger = ledger(each.customer());
        facts.note(occasion, more);
        if (more > 0) {
            Granting.increase(ledger, lot, more, why(move, occasion, lot.origin.rule()));
        } else if (more < 0) {
            ledger.account.earned += more;
            Reversal.takeBack(ledger, lot, -more, why(move, occasion, lot.origin.rule()));
        }
    }

    /// A refund leaves what the whole order earns; another total does not.
    private long whole(OrderMove move, Occasion occasion, OrderLots.Earned each) {
        var lot = each.lot();
        long stored = Objects.requireNonNullElse(lot.whole, 0L);
        if (move.before() != null && move.before().total() == move.now().total()) {
            return stored;
        }
        long award = each.terms().award(move.now().total(), multiplier(lot.origin.rule()));
        return award <= stored ? award : Math.min(award, Math.max(stored, facts.ceiling(occasion, lot.points)));
    }

    /// The order came from somebody who has earned by it: so does whoever has it now, under the same terms.
    private void follow(OrderMove move, OrderLots.Earned each) {
        grant(
                move,
                new Occasion(move.now().customer(), each.terms(), move.placedAt()),
                each.lot().origin.rule());
    }

    private void earn(OrderMove move, Set<String> settled) {
        for (var rule : rules) {
            if (!settled.contains(rule.key()) && rule.isActive(move.placedAt()) && isNew(rule, move)) {
                var customer = move.now().customer();
                var belonging = facts.belonging(customer);
                if (rule.isFor(belonging) && rule.takes(ranks.of(move))) {
                    var applied = new AppliedRule(
                            rule.key(),
                            rule.version(),
                            rule.multiplier(belonging).orElse(null));
                    grant(move, new Occasion(customer, rule, move.placedAt()), applied);
                }
            }
        }
    }

    /// An order that could have earned before and did not, such as one of an import, does not by being changed.
    private static boolean isNew(RuleTerms rule, OrderMove move) {
        var before = move.before();
        return before == null || !before.counts() || rule.award(before.total(), null) == 0;
    }

    private void grant(OrderMove move, Occasion occasion, @Nullable AppliedRule applied) {
        var now = move.now();
        var ledger = ledger(occasion.customer());
        long award = occasion.rule().award(now.total(), multiplier(applied));
        long whole = Math.min(award, facts.ceiling(occasion, 0));
        long points = now.counts() ? occasion.rule().kept(whole, now.amount(), now.total()) : 0;
        if (points > 0 && ledger.active) {
            facts.note(occasion, points);
            var grant = new Grant(points, earnedAt(ledger, move), null, true, OrderLots.subject(move), whole);
            Granting.earn(ledger, grant, why(move, occasion, applied));
        }
    }

    /// An order may be dated a little ahead.
    private static Instant earnedAt(Ledger ledger, OrderMove move) {
        return move.placedAt().isAfter(ledger.now) ? ledger.now : move.placedAt();
    }

    private static @Nullable AppliedMultiplier multiplier(@Nullable AppliedRule applied) {
        return Optional.ofNullable(applied).map(AppliedRule::multiplier).orElse(null);
    }

    private static Why why(OrderMove move, Occasion occasion, @Nullable AppliedRule applied) {
        return Why.of(occasion.rule().trigger(), move.reference()).by(applied);
    }

    private Ledger ledger(UUID customer) {
        return Objects.requireNonNull(ledgers.get(customer));
    }
}
