package io.kequn.points;

import io.kequn.order.OrderFollower;
import io.kequn.order.OrderMove;
import io.kequn.platform.database.FactSession;
import io.kequn.points.PointsDefinitions.Definitions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What orders earn, in the transaction that writes them: new ones by the rules of their day, changed ones by
/// the terms under which they have earned. Sending an order again changes nothing, so it earns nothing.
@Singleton
class OrderPoints implements OrderFollower {
    private final PointsDefinitions definitions;
    private final EarningReads reads;

    OrderPoints(PointsDefinitions definitions, EarningReads reads) {
        this.definitions = definitions;
        this.reads = reads;
    }

    @Override
    public Uni<Void> follow(FactSession session, List<OrderMove> moves, boolean history) {
        var relevant = moves.stream().filter(OrderMove::isAboutMoney).toList();
        return definitions
                .of(session)
                .chain(found -> isIdle(relevant, found, history)
                        ? Uni.createFrom().voidItem()
                        : PartialAccount.orWhole(lots -> earn(session, found, relevant, history, lots)));
    }

    /// New orders that count, with no rule to earn by: nothing is to be read for them.
    private static boolean isIdle(List<OrderMove> moves, Definitions found, boolean history) {
        boolean earning = !history && !found.ofOrders().isEmpty();
        return moves.isEmpty()
                || (!earning
                        && moves.stream()
                                .allMatch(move ->
                                        move.before() == null && move.now().counts()));
    }

    private Uni<Void> earn(
            FactSession session, Definitions found, List<OrderMove> moves, boolean history, @Nullable Integer lots) {
        var rules = history ? List.<RuleTerms>of() : found.ofOrders();
        var customers =
                moves.stream().flatMap(OrderPoints::customers).distinct().toList();
        var occasions = moves.stream()
                .flatMap(move ->
                        rules.stream().map(rule -> new Occasion(move.now().customer(), rule, move.placedAt())))
                .toList();
        return Uni.combine()
                .all()
                .unis(
                        new AccountStore(session).load(found.policy(), customers, lots),
                        OrderLots.of(session, definitions, customers, moves),
                        OrderRanks.of(session, rules, moves))
                .asTuple()
                .chain(read -> reads.of(session, found.calendar(), withCapped(occasions, read.getItem2()))
                        .map(facts -> new OrderEarning(read.getItem1(), read.getItem2(), read.getItem3(), facts, rules))
                        .invoke(earning -> moves.forEach(earning::apply))
                        .call(earning -> SpentOnOrders.giveBack(session, read.getItem1(), moves))
                        .invoke(earning -> save(session, read.getItem1())))
                .replaceWithVoid();
    }

    /// What orders have earned may have become more, up to the caps of then.
    private static List<Occasion> withCapped(List<Occasion> occasions, List<OrderLots.Earned> earned) {
        return Stream.concat(
                        occasions.stream(),
                        earned.stream()
                                .map(lot -> new Occasion(
                                        lot.customer(),
                                        lot.terms(),
                                        lot.lot().origin.earnedAt())))
                .toList();
    }

    private static Stream<UUID> customers(OrderMove move) {
        return move.before() == null
                ? Stream.of(move.now().customer())
                : Stream.of(
                        move.now().customer(),
                        Objects.requireNonNull(move.before()).customer());
    }

    private static void save(FactSession session, Map<UUID, Ledger> ledgers) {
        var touched = ledgers.values().stream().filter(Ledger::isTouched).toList();
        PointsCommands.save(session, touched);
    }
}
