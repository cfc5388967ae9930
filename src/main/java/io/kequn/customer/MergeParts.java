package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import java.util.UUID;

/// Notes of a merger what undoing it needs, in the merger's own transaction, and gives it back: no other write knows of
/// it. Tables and columns are named by the code of the features that own them.
public final class MergeParts {
    private static final String NOTE = """
        insert into customer_merge_part (shop_id, merge_id, part, rows)
        select $1, $2, '<part>', jsonb_agg(<what>) from <table> t
        where t.shop_id = $1 and t.customer_id = $3<more> having count(*) > 0\
        """;
    private static final String KEYS = """
        (select jsonb_array_elements_text(p.rows)::<type> id from customer_merge_part p
         where p.shop_id = $1 and p.merge_id = $2 and p.part = '<part>')\
        """;
    private static final String ROWS = """
        (select r was from customer_merge_part p cross join lateral jsonb_populate_recordset(null::<table>, p.rows) r
         where p.shop_id = $1 and p.merge_id = $2 and p.part = '<part>' offset 0)\
        """;
    private static final String BACK = """
        update <table> t set customer_id = $3 from <keys> k
        where t.shop_id = $1 and t.<key> = k.id and t.customer_id = $4\
        """;

    private MergeParts() {}

    /// Notes the keys of the rows of `from`, before they go over; `part` is the table's name.
    public static void noteKeys(FactSession session, Merger merger, String table, String key) {
        note(session, merger, merger.from(), table, table, "t." + key, "");
    }

    /// The same of those which a condition on `t` selects.
    public static void noteKeys(
            FactSession session, Merger merger, String table, String key, String part, String condition) {
        note(session, merger, merger.from(), table, part, "t." + key, " and " + condition);
    }

    /// Notes the rows of `from` as they are.
    public static void noteRows(FactSession session, Merger merger, String table) {
        note(session, merger, merger.from(), table, table, "t", "");
    }

    /// Notes the rows of the survivor before the merger changes them.
    public static void noteBefore(FactSession session, Merger merger, String table) {
        note(session, merger, merger.into(), table, table + ".before", "t", "");
    }

    /// Notes them again when it has, so that what is changed later is told apart.
    public static void noteAfter(FactSession session, Merger merger, String table) {
        note(session, merger, merger.into(), table, table + ".after", "t", "");
    }

    private static void note(
            FactSession session, Merger merger, UUID customer, String table, String part, String what, String more) {
        session.send(
                NOTE.replace("<part>", part)
                        .replace("<what>", what)
                        .replace("<table>", table)
                        .replace("<more>", more),
                session.shop().id(),
                merger.id(),
                customer);
    }

    /// The noted keys `id` of a part, for a statement in which `$1` is the shop and `$2` the merger.
    public static String keys(String part, String type) {
        return KEYS.replace("<part>", part).replace("<type>", type);
    }

    /// The noted rows of `from`, each a column `was` of the table's type, for such a statement.
    public static String rows(String table) {
        return rows(table, table);
    }

    public static String rowsBefore(String table) {
        return rows(table, table + ".before");
    }

    public static String rowsAfter(String table) {
        return rows(table, table + ".after");
    }

    private static String rows(String table, String part) {
        return ROWS.replace("<part>", part).replace("<table>", table);
    }

    /// Gives `from` back the rows whose keys were noted and which the survivor still has.
    public static void giveBack(FactSession session, Merger merger, String table, String key, String type) {
        session.send(
                BACK.replace("<keys>", keys(table, type))
                        .replace("<table>", table)
                        .replace("<key>", key),
                session.shop().id(),
                merger.id(),
                merger.from(),
                merger.into());
    }
}
