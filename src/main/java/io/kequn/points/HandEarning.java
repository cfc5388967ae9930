package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.value.Money;
import io.kequn.points.Granting.Grant;
import io.kequn.points.PointsCommands.Sent;
import io.kequn.points.PointsDefinitions.Definitions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Grants points by hand, so many as are said or as a rule gives.
@Singleton
class HandEarning {
    private final PointsCommands commands;
    private final PointsDefinitions definitions;
    private final EarningReads reads;

    HandEarning(PointsCommands commands, PointsDefinitions definitions, EarningReads reads) {
        this.commands = commands;
        this.definitions = definitions;
        this.reads = reads;
    }

    Uni<PointsChange> earn(String customer, PointsEarning earning) {
        PointsCommands.requireScope();
        return earning.rule() == null ? earnPoints(customer, earning) : earnBy(earning.rule(), customer, earning);
    }

    private Uni<PointsChange> earnPoints(String customer, PointsEarning earning) {
        var inputs = new PointsInputs();
        long points = inputs.points(earning.points());
        inputs.inputs.require(earning.amount() == null, "/amount", "Is for a `rule` only.", "仅与 `rule` 一起使用。");
        var why = inputs.why(earning.reason(), earning.note());
        inputs.check();
        return commands.run(sent(customer, earning), ledger -> {
            PointsInputs.requireAhead(earning.expiresAt(), ledger.now);
            Granting.earn(ledger, Grant.now(ledger, points, earning.expiresAt()), why);
        });
    }

    private Uni<PointsChange> earnBy(String rule, String customer, PointsEarning earning) {
        var inputs = new PointsInputs();
        inputs.inputs.require(
                earning.points() == null, "/points", "Give either `points` or a `rule`.", "`points` 与 `rule` 只能填写一个。");
        var amount = earning.amount();
        long total = amount == null
                ? 0
                : Money.read(
                        inputs.inputs,
                        "/amount",
                        amount,
                        Caller.current().ofShop().currency());
        var why = inputs.why(earning.reason(), earning.note());
        inputs.check();
        return commands.run(
                sent(customer, earning),
                (session, ledger) -> definitions
                        .of(session)
                        .chain(found -> grant(session, ledger, found, named(found, rule, earning), total, why))
                        .replaceWith(Optional.empty()));
    }

    private static Sent sent(String customer, PointsEarning earning) {
        return new Sent(customer, "earn", earning, earning.dryRun());
    }

    private static RuleTerms named(Definitions found, String key, PointsEarning earning) {
        var rule = found.rule(key)
                .orElseThrow(() ->
                        REFERENCE_UNKNOWN.at("/rule", "There is no such enabled points rule.", "没有该积分规则，或规则未启用。"));
        if (rule.per() > 0 && earning.amount() == null) {
            throw INPUT_INVALID.at("/amount", "Is required by this rule.", "该规则须填写金额。");
        }
        return rule;
    }

    private Uni<Void> grant(
            FactSession session, Ledger ledger, Definitions found, RuleTerms rule, long total, Why why) {
        var occasion = new Occasion(ledger.customer, rule, ledger.now);
        return reads.of(session, found.calendar(), List.of(occasion))
                .invoke(facts -> grant(ledger, occasion, facts, total, why))
                .replaceWithVoid();
    }

    /// What earns nothing is refused, so that nobody takes it for granted.
    private static void grant(Ledger ledger, Occasion occasion, EarningFacts facts, long total, Why why) {
        var rule = occasion.rule();
        var belonging = facts.belonging(ledger.customer);
        var multiplier = rule.multiplier(belonging).orElse(null);
        long points = rule.isActive(ledger.now) && rule.isFor(belonging)
                ? Math.min(rule.award(total, multiplier), facts.ceiling(occasion, 0))
                : 0;
        if (points == 0) {
            throw STATE_CONFLICT.because(
                    "The rule `" + rule.key() + "` gives this customer no points now.",
                    "规则 `" + rule.key() + "` 目前不给该客户积分。");
        }
        var applied = new AppliedRule(rule.key(), rule.version(), multiplier);
        Granting.earn(ledger, Grant.now(ledger, points, null), why.by(applied).about(rule.trigger(), null));
    }
}
