package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.database.FactSession;
import io.kequn.points.PointsCommands.Sent;
import io.kequn.points.Reversal.Spent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes entries back: what was granted is taken from its own lot first, what was spent goes into the lots it came
/// from.
@Singleton
class PointsReversals {
    private static final String ENTRY = """
        select kind, points, amount, (
          select coalesce(sum(r.amount), 0)::bigint from points_entry r where r.shop_id = $1 and r.reverses = e.id
        ) reversed
        from points_entry e where e.shop_id = $1 and e.id = $2 and e.customer_id = $3\
        """;

    private final PointsCommands commands;

    PointsReversals(PointsCommands commands) {
        this.commands = commands;
    }

    private record Entry(UUID id, EntryKind kind, boolean gave, long left) {
        static Entry of(UUID id, Row row) {
            return new Entry(
                    id,
                    EntryKind.of(row.getString("kind")),
                    row.getLong("points") >= 0,
                    row.getLong("amount") - row.getLong("reversed"));
        }
    }

    Uni<PointsChange> reverse(String customer, String entry, PointsReversal reversal) {
        PointsCommands.requireScope();
        var inputs = new PointsInputs();
        var points = inputs.optionalPoints(reversal.points());
        var why = inputs.why(reversal.reason(), reversal.note());
        inputs.check();
        var id = PointsInputs.entry(entry);
        var sent = new Sent(customer, "entries/" + entry + "/reverse", reversal, reversal.dryRun());
        return commands.run(
                sent,
                (session, ledger) -> find(session, ledger, id)
                        .chain(found -> reverse(session, ledger, found, points, why.reversing(id)))
                        .replaceWith(Optional.empty()));
    }

    private static Uni<Entry> find(FactSession session, Ledger ledger, UUID id) {
        return session.query(ENTRY, session.shop().id(), id, ledger.customer).map(rows -> {
            if (rows.size() == 0) {
                throw PointsInputs.noEntry(id.toString());
            }
            return Entry.of(id, rows.iterator().next());
        });
    }

    private static Uni<Void> reverse(FactSession session, Ledger ledger, Entry entry, @Nullable Long points, Why why) {
        requireReversible(entry);
        return EntryLots.of(session, entry.id())
                .invoke(parts -> {
                    if (takes(entry)) {
                        takeBack(ledger, entry, parts, points, why);
                        return;
                    }
                    giveBack(ledger, entry, parts, points, why);
                })
                .replaceWithVoid();
    }

    private static boolean takes(Entry entry) {
        return entry.kind() == EntryKind.EARN || (entry.kind() == EntryKind.ADJUST && entry.gave());
    }

    private static void takeBack(
            Ledger ledger, Entry entry, List<EntryLots.Part> parts, @Nullable Long points, Why why) {
        var own = ledger.know(parts.stream()
                .map(EntryLots.Part::lot)
                .filter(lot -> !lot.origin.debt())
                .findFirst()
                .orElseThrow());
        long taken = within(Math.min(entry.left(), own.points), points);
        own.withdrawn += taken;
        if (entry.kind() == EntryKind.EARN) {
            ledger.account.earned -= taken;
        }
        Reversal.takeBack(ledger, own, taken, why);
    }

    private static void giveBack(
            Ledger ledger, Entry entry, List<EntryLots.Part> parts, @Nullable Long points, Why why) {
        long back = within(entry.left(), points);
        if (entry.kind() != EntryKind.ADJUST) {
            ledger.account.redeemed -= back;
        }
        var spent = parts.stream()
                .filter(part -> part.points() < 0)
                .map(part -> new Spent(ledger.know(part.lot()), -part.points()))
                .toList();
        Reversal.restore(ledger, spent, back, why);
    }

    private static long within(long left, @Nullable Long points) {
        if (left <= 0) {
            throw STATE_CONFLICT.because("The entry has been taken back in full.", "该流水已全部撤销。");
        }
        if (points != null && points > left) {
            throw VALUE_INVALID.at(
                    "/points", "Only " + left + " points of the entry are left.", "该流水仅剩 " + left + " 积分可撤销。");
        }
        return points == null ? left : points;
    }

    private static void requireReversible(Entry entry) {
        switch (entry.kind()) {
            case EARN, ADJUST, REDEEM, CONSUME -> {}
            case MATURE, SETTLE, FREEZE, RELEASE, EXPIRE, REVERSE, RESTORE, TRANSFER_OUT, TRANSFER_IN, MERGE, UNMERGE ->
                throw STATE_CONFLICT.because(
                        "An entry of kind `" + entry.kind().text() + "` cannot be taken back.",
                        "类型为 `" + entry.kind().text() + "` 的流水不能撤销。");
        }
    }
}
