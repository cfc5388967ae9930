package io.kequn.points;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// The points of persons. What others have got from them or given them stays, without their id.
@Singleton
class PointsTables implements PersonTables {
    private static final String ENTRIES =
            "select e.id from points_entry e where e.shop_id = $1 and e.customer_id = any($2)";

    /// A lot may have been the person's only while a merger lasted.
    private static final String LOT = """
        jsonb_strip_nulls(jsonb_build_object('lot_id', (
          select l.id from points_lot l where l.shop_id = $1 and l.id = t.lot_id and l.customer_id = any($2))))\
        """;
    /// And what was taken back then of what an order had earned may be about an order of somebody else's.
    private static final String ENTRY = """
        (select jsonb_build_object(
            'other_customer',
            case when t.kind not in ('merge', 'unmerge') or t.other_customer = any($2) then t.other_customer end,
            'reverses', own.id,
            'reference', case when t.reverses is null or own.id is not null then t.reference end)
          from (select) one left join points_entry own
            on own.shop_id = $1 and own.id = t.reverses and own.customer_id = any($2))\
        """;

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.found("points_allocation", "t.entry_id in (" + ENTRIES + ")")
                        .with(LOT, "lot_id"),
                PersonTable.of("points_entry").with(ENTRY, "other_customer", "reverses", "reference"),
                PersonTable.found("points_entry", "t.other_customer = any($2)")
                        .hidden()
                        .erasedBy("update points_entry t set other_customer = null"
                                + " where t.shop_id = $1 and t.other_customer = any($2)"),
                PersonTable.of("points_hold"),
                PersonTable.of("points_lot"),
                PersonTable.of("points_account"));
    }
}
