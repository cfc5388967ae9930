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

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.found("points_allocation", "t.entry_id in (" + ENTRIES + ")"),
                PersonTable.of("points_entry"),
                PersonTable.found("points_entry", "t.other_customer = any($2)")
                        .hidden()
                        .erasedBy("update points_entry t set other_customer = null"
                                + " where t.shop_id = $1 and t.other_customer = any($2)"),
                PersonTable.of("points_hold"),
                PersonTable.of("points_lot"),
                PersonTable.of("points_account"));
    }
}
