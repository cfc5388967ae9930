package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How points go back to a customer who was merged and is not any more: what is left of the lots by then. Refuses where
/// others than time have changed them by more than taking back what an order that goes back had earned: then nobody can
/// say whose points were spent.
final class PointsReturns {
    private static final String LOTS = "points_lot";
    private static final String HOLDS = "points_hold";
    private static final String ENTRIES = "points_entry";
    private static final String ACCOUNT = "points_account";
    private static final String KEY = "id";
    private static final String TYPE = "uuid";
    private static final String RENAMED = "points_lot.renamed";
    private static final String NOTE_RENAMED = """
        insert into customer_merge_part (shop_id, merge_id, part, rows)
        select $1, $2, $5, jsonb_agg(l.id) from points_lot l
        where l.shop_id = $1 and l.customer_id = $3 and l.subject is not null and exists (
          select from points_lot k
          where k.shop_id = $1 and k.customer_id = $4 and k.subject = l.subject and k.rule_key = l.rule_key)
        having count(*) > 0\
        """;
    private static final String NAME_BACK = """
        update points_lot l set subject = replace(l.subject, '/' || l.id, '') from <keys> k
        where l.shop_id = $1 and l.id = k.id and l.customer_id = $3\
        """.replace("<keys>", MergeParts.keys(RENAMED, TYPE));

    /// `spent`: others than time have had points of the lots; `owed`: a debt went over; `earned`: an order that
    /// goes back has earned more.
    private static final String READ = """
        with lot as materialized (select id from <lots> k), come as materialized (
          select e.number from points_entry e
          where e.shop_id = $1 and e.ledger_id = $4 and e.kind = 'merge' and e.other_customer = $3
          order by e.number desc limit 1
        ), gone as materialized (
          select e.id, e.number from points_entry e where e.shop_id = $1 and e.ledger_id = $3 order by e.number desc limit 1
        ), since as materialized (
          select distinct e.id, e.kind, e.amount, e.reverses from lot
          join points_allocation x on x.shop_id = $1 and x.lot_id = lot.id
          join points_entry e on e.shop_id = $1 and e.id = x.entry_id
          where e.ledger_id = $4 and e.number > (select number from come))
        select array(select id from lot) lots, array(select id from <holds> k) holds, gone.number last_number,
          (select to_json(k.was) from <account> k) account, (select to_json(k.was) from <own> k) own,
          exists (
            select from points_allocation x join points_lot l on l.shop_id = $1 and l.id = x.lot_id
            where x.shop_id = $1 and x.entry_id = gone.id and l.debt) owed,
          exists (
            select from points_lot l join <orders> k on l.subject = k.id::text
            where l.shop_id = $1 and l.customer_id = $4 and not exists (select from lot where lot.id = l.id)) earned,
          exists (
            select from since e
            where e.kind not in ('mature', 'expire', 'release', 'merge', 'unmerge')
              and (e.kind not in ('reverse', 'restore') or exists (
                select from points_allocation y where y.shop_id = $1 and y.entry_id = e.id
                  and not exists (select from lot o where o.id = y.lot_id)))) spent,
          (select coalesce(sum(e.amount), 0)::bigint from since e
             join points_entry r on r.shop_id = $1 and r.id = e.reverses
           where e.kind = 'reverse' and r.kind = 'earn') unearned,
          (select coalesce(sum(e.amount), 0)::bigint from since e
             join points_entry r on r.shop_id = $1 and r.id = e.reverses
           where e.kind = 'restore' and r.kind <> 'adjust') restored
        from gone where exists (select from <entries> k)\
        """.replace("<lots>", MergeParts.keys(LOTS, TYPE))
            .replace("<holds>", MergeParts.keys(HOLDS, TYPE))
            .replace("<entries>", MergeParts.keys(ENTRIES, TYPE))
            .replace("<orders>", MergeParts.keys("customer_order", TYPE))
            .replace("<account>", MergeParts.rows(ACCOUNT))
            .replace("<own>", MergeParts.rowsBefore(ACCOUNT));

    private PointsReturns() {}

    /// What went over, and the accounts of both as they were, less what was taken back and given back since.
    record Found(Set<UUID> lots, Set<UUID> holds, long lastNumber, Account account, Account own) {
        Found {
            lots = Set.copyOf(lots);
            holds = Set.copyOf(holds);
        }

        static Found of(Row row) {
            var account = account(row.getJsonObject("account"));
            account.earned -= row.getLong("unearned");
            account.redeemed -= row.getLong("restored");
            return new Found(
                    Set.of(row.getArrayOfUUIDs("lots")),
                    Set.of(row.getArrayOfUUIDs("holds")),
                    row.getLong("last_number"),
                    account,
                    account(row.getJsonObject("own")));
        }

        private static Account account(@Nullable JsonObject row) {
            return row == null ? new Account() : AccountRow.account(row);
        }

        void giveBack(FactSession session, Merger merger, Map<UUID, Ledger> ledgers) {
            var into = PointsCommands.of(ledgers, merger.into());
            var from = PointsCommands.of(ledgers, merger.from());
            Merging.part(into, from, this);
            PointsCommands.save(session, List.of(into, from));
            for (var table : List.of(LOTS, HOLDS, ENTRIES)) {
                MergeParts.giveBack(session, merger, table, KEY, TYPE);
            }
            session.send(NAME_BACK, session.shop().id(), merger.id(), merger.from());
        }
    }

    /// Before the accounts become one.
    static void noteBefore(FactSession session, Merger merger) {
        MergeParts.noteRows(session, merger, ACCOUNT);
        MergeParts.noteBefore(session, merger, ACCOUNT);
        MergeParts.noteKeys(session, merger, LOTS, KEY);
        MergeParts.noteKeys(session, merger, HOLDS, KEY);
        session.send(NOTE_RENAMED, session.shop().id(), merger.id(), merger.from(), merger.into(), RENAMED);
    }

    /// Once the last of them is written, and before they change their owner.
    static void noteEntries(FactSession session, Merger merger) {
        MergeParts.noteKeys(session, merger, ENTRIES, KEY);
    }

    /// Empty if no points went over. Refuses with `state_conflict` where they can't go back.
    static Uni<Optional<Found>> read(FactSession session, Merger merger) {
        return session.query(READ, session.shop().id(), merger.id(), merger.from(), merger.into())
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(found(rows.iterator().next())));
    }

    private static Found found(Row row) {
        if (row.getBoolean("spent")) {
            throw STATE_CONFLICT.because(
                    "Points that the other one brought have been spent or set aside since; take that back first.",
                    "被合并客户带来的积分之后已被使用或冻结；请先撤销这些操作。");
        }
        if (row.getBoolean("owed")) {
            throw STATE_CONFLICT.because(
                    "The other one owed points, which the survivor has taken over; that can't be told apart any more.",
                    "被合并客户欠有积分，已由合并后的客户承担；无法再区分。");
        }
        if (row.getBoolean("earned")) {
            throw STATE_CONFLICT.because(
                    "An order that would go back has earned points since; reverse that entry first.",
                    "将要恢复的订单之后又获得了积分；请先撤销该笔积分流水。");
        }
        return Found.of(row);
    }
}
