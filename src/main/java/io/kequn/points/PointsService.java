package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.points.Granting.Grant;
import io.kequn.points.PointsCommands.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The commands on points of one customer. Each is one fact transaction: when it answers, the balance and the
/// memberships that depend on it are right.
@Singleton
public class PointsService {
    private final PointsCommands commands;
    private final HandEarning hand;
    private final PointsHolds holds;
    private final PointsReversals reversals;

    PointsService(PointsCommands commands, HandEarning hand, PointsHolds holds, PointsReversals reversals) {
        this.commands = commands;
        this.hand = hand;
        this.holds = holds;
        this.reversals = reversals;
    }

    /// Grants points by hand, so many as are said or as a rule gives.
    public Uni<PointsChange> earn(String customer, PointsEarning earning) {
        return hand.earn(customer, earning);
    }

    /// Spends points, those that expire first before others; refuses with `insufficient_points`.
    public Uni<PointsChange> redeem(String customer, PointsRedemption redemption) {
        PointsCommands.requireScope();
        var inputs = new PointsInputs();
        long points = inputs.points(redemption.points());
        var why = inputs.onOrder(inputs.why(redemption.reason(), redemption.note()), redemption.order());
        inputs.check();
        return commands.run(
                new Sent(customer, "redeem", redemption, redemption.dryRun()),
                ledger -> Spending.redeem(ledger, points, why));
    }

    /// Sets points aside; refuses with `insufficient_points`.
    public Uni<PointsChange> freeze(String customer, PointsFreezing freezing) {
        PointsCommands.requireScope();
        var inputs = new PointsInputs();
        long points = inputs.points(freezing.points());
        var why = inputs.onOrder(inputs.why(freezing.reason(), freezing.note()), freezing.order());
        inputs.check();
        return commands.run(new Sent(customer, "freeze", freezing, freezing.dryRun()), (session, ledger) -> {
            PointsInputs.requireAhead(freezing.expiresAt(), ledger.now);
            var hold = Spending.freeze(ledger, points, freezing.expiresAt(), why);
            return Uni.createFrom().item(Optional.of(hold));
        });
    }

    /// Spends of what was set aside and releases the rest; refuses with `hold_not_found` and `hold_ended`.
    public Uni<PointsChange> consume(String customer, String hold, PointsConsumption consumption) {
        return holds.consume(customer, hold, consumption);
    }

    /// Releases what was set aside; refuses with `hold_not_found` and `hold_ended`.
    public Uni<PointsChange> release(String customer, String hold, PointsRelease release) {
        return holds.release(customer, hold, release);
    }

    /// Corrects a balance; takes no more than is available.
    public Uni<PointsChange> adjust(String customer, PointsAdjustment adjustment) {
        PointsCommands.requireScope();
        var inputs = new PointsInputs();
        long points = inputs.signed(adjustment.points());
        var why = inputs.reasoned(adjustment.reason(), adjustment.note());
        inputs.inputs.require(
                points >= 0 || adjustment.expiresAt() == null, "/expiresAt", "Is only for points to add.", "仅用于增加积分。");
        inputs.check();
        return commands.run(new Sent(customer, "adjust", adjustment, adjustment.dryRun()), ledger -> {
            PointsInputs.requireAhead(adjustment.expiresAt(), ledger.now);
            if (points > 0) {
                Granting.give(ledger, EntryKind.ADJUST, Grant.now(ledger, points, adjustment.expiresAt()), why);
                return;
            }
            Spending.spend(ledger, EntryKind.ADJUST, -points, why);
        });
    }

    /// Takes back what an entry has granted or gives back what it has spent, all or in part.
    public Uni<PointsChange> reverse(String customer, String entry, PointsReversal reversal) {
        return reversals.reverse(customer, entry, reversal);
    }

    /// Gives points to another customer, who gets them with the expiry that they have.
    public Uni<PointsGift> transfer(String customer, PointsTransfer transfer) {
        PointsCommands.requireScope();
        var inputs = new PointsInputs();
        long points = inputs.points(transfer.points());
        var to = inputs.inputs.text("/to", transfer.to(), 400);
        var why = inputs.why(transfer.reason(), transfer.note());
        inputs.check();
        var sent = new Sent(customer, "transfer", transfer, transfer.dryRun());
        return commands.write(
                sent,
                PointsGift.class,
                session -> commands.lock(session, List.of(customer, to))
                        .map(ids -> recipient(ids, customer, to))
                        .chain(pair -> PartialAccount.orWhole(lots -> give(session, sent, pair, lots, points, why))));
    }

    private record Pair(UUID from, UUID to) {}

    private static Pair recipient(Map<String, UUID> ids, String customer, String to) {
        var from = PointsCommands.known(ids, customer);
        var into = ids.get(to);
        if (into == null) {
            throw REFERENCE_UNKNOWN.at("/to", "There is no such customer.", "客户不存在。");
        }
        if (into.equals(from)) {
            throw VALUE_INVALID.at("/to", "Is the same customer.", "为同一客户。");
        }
        return new Pair(from, into);
    }

    private Uni<Answer<PointsGift>> give(
            FactSession session, Sent sent, Pair pair, @Nullable Integer lots, long points, Why why) {
        return commands.load(session, List.of(pair.from(), pair.to()), lots).map(ledgers -> {
            var from = PointsCommands.of(ledgers, pair.from());
            var to = PointsCommands.of(ledgers, pair.to());
            Gifts.give(from, to, points, why);
            PointsCommands.save(session, List.of(from, to));
            return changes -> new PointsGift(
                    PointsChange.of(from, Optional.empty(), sent.isDryRun(), changes),
                    PointsChange.of(to, Optional.empty(), sent.isDryRun(), changes));
        });
    }
}
