package io.kequn.feed;

/// What mergers that were undone have logged, and their undoing: it counts as never happened.
public final class UndoneChanges {
    private static final String HOLD = """
        exists (
          select from customer_merge m
          where m.shop_id = $1 and <h>.customer_id in (m.customer_id, m.merged_id) and m.undone_at is not null
            and (<h>.id <@ m.changes or <h>.id <@ m.undone_changes))\
        """;

    private UndoneChanges() {}

    /// A condition on a row of the change log of the shop `$1`.
    public static String hold(String change) {
        return HOLD.replace("<h>", change);
    }
}
