package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether a merger can be undone, as the locked customers stand.
final class UndoChecks {
    private static final int ACTIVE = 0;
    private static final String STATE = """
        select m.undone_at is not null undone, m.undoable_until <= $3 or not exists (
            select from customer_merge_part p where p.shop_id = $1 and p.merge_id = m.id and p.part = 'profile') late,
          i.state into_state, (
            select l.id from customer_merge l
            where l.shop_id = $1 and l.undone_at is null
              and m.customer_id in (l.merged_id, l.customer_id) and l.number > m.number
            order by l.number desc limit 1) later,
          coalesce(f.merged_into = m.customer_id, false) joined, (
            select t.source || ':' || t.external_id from <identities> k
            join customer_identity t on t.shop_id = $1 and t.source = (k.was).source
              and t.external_id = (k.was).external_id and t.customer_id <> m.customer_id
            order by 1 limit 1) taken
        from customer_merge m
        left join customer f on f.shop_id = $1 and f.id = m.merged_id
        left join customer i on i.shop_id = $1 and i.id = m.customer_id
        where m.shop_id = $1 and m.id = $2\
        """.replace("<identities>", MergeParts.rows("customer_identity"));

    private UndoChecks() {}

    /// Refuses with `state_conflict` where it can't.
    static Uni<Void> check(FactSession session, Merger merger) {
        return session.query(STATE, session.shop().id(), merger.id(), session.now())
                .invoke(rows -> check(rows.iterator().next()))
                .replaceWithVoid();
    }

    private static void check(Row row) {
        if (row.getBoolean("undone")) {
            throw STATE_CONFLICT.because(
                    "The merger was undone already; the two are customers of their own.", "该合并已撤销；两位客户已各自独立。");
        }
        UUID later = row.getUUID("later");
        if (later != null) {
            throw STATE_CONFLICT.because(
                    "The survivor was merged again later; undo the merger `" + later + "` first.",
                    "合并后的客户之后又参与了合并；请先撤销合并 `" + later + "`。");
        }
        if (row.getBoolean("late")) {
            throw STATE_CONFLICT.because(
                    "The time in which the merger could be undone is over; make a new customer and link its identities"
                            + " there.",
                    "撤销合并的期限已过；请新建客户并将其身份关联过去。");
        }
        @Nullable Short state = row.getShort("into_state");
        if (state == null || state != ACTIVE || !row.getBoolean("joined")) {
            throw STATE_CONFLICT.because(
                    "The survivor was deleted or erased, and the other with it; nothing is left to give back.",
                    "合并后的客户已被删除或清除，另一位也随之删除；没有可恢复的内容。");
        }
        refuseTaken(row.getString("taken"));
    }

    private static void refuseTaken(@Nullable String identity) {
        if (identity != null) {
            throw taken(identity);
        }
    }

    private static Refusal taken(String identity) {
        return STATE_CONFLICT.because(
                "The identity `" + identity + "` has become another customer's; unlink it there first.",
                "身份 `" + identity + "` 现属于其他客户；请先在该客户处解除关联。");
    }
}
