package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.HOLD_ENDED;

import io.kequn.platform.database.FactSession;
import io.kequn.points.PointsCommands.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/// Ends holds of points.
@Singleton
class PointsHolds {
    private static final String STATE =
            "select state from points_hold where shop_id = $1 and id = $2 and customer_id = $3";

    private final PointsCommands commands;

    PointsHolds(PointsCommands commands) {
        this.commands = commands;
    }

    Uni<PointsChange> consume(String customer, String hold, PointsConsumption consumption) {
        PointsCommands.requireScope();
        var inputs = new PointsInputs();
        var points = inputs.optionalPoints(consumption.points());
        var why = inputs.why(consumption.reason(), consumption.note());
        inputs.check();
        var sent = new Sent(customer, "holds/" + hold + "/consume", consumption, consumption.dryRun());
        return end(
                sent,
                hold,
                (ledger, held) -> Spending.consume(ledger, held, points == null ? held.terms.points() : points, why));
    }

    Uni<PointsChange> release(String customer, String hold, PointsRelease release) {
        PointsCommands.requireScope();
        var inputs = new PointsInputs();
        var why = inputs.why(release.reason(), release.note());
        inputs.check();
        var sent = new Sent(customer, "holds/" + hold + "/release", release, release.dryRun());
        return end(sent, hold, (ledger, held) -> Spending.end(ledger, held, HoldState.RELEASED, ledger.now, why));
    }

    private Uni<PointsChange> end(Sent sent, String hold, BiConsumer<Ledger, Hold> how) {
        var id = PointsInputs.hold(hold);
        return commands.run(sent, (session, ledger) -> {
            var known = ledger.hold(id);
            if (known.isEmpty()) {
                return refuse(session, ledger, id);
            }
            requireHeld(known.get().state);
            how.accept(ledger, known.get());
            return Uni.createFrom().item(known);
        });
    }

    /// Ended ones are not read with the account.
    private static Uni<Optional<Hold>> refuse(FactSession session, Ledger ledger, UUID id) {
        return session.query(STATE, session.shop().id(), id, ledger.customer).map(rows -> {
            if (rows.size() == 0) {
                throw PointsInputs.noHold(id.toString());
            }
            requireHeld(HoldState.of(rows.iterator().next().getString("state")));
            return Optional.empty();
        });
    }

    private static void requireHeld(HoldState state) {
        if (state != HoldState.HELD) {
            throw HOLD_ENDED.because("The hold is " + state.text() + " already.", "该冻结已结束（" + state.text() + "）。");
        }
    }
}
