package io.kequn.points;

import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The points of one customer as a column of the customer's own select.
public final class CardPoints {
    /// For `customer c` of the shop `$1`. Of the lots those that time has come to or comes to within a month, and
    /// those that wait, are held or owed: others do not matter to readers. What is owed is paid by what comes in,
    /// so that it never lies beside free lots.
    public static final String SELECT = """
        (select json_build_object('present', k.present, 'account', to_json(a), 'holds',\s""" + AccountRow.holds("c.id") + """
            , 'lots', (
              select json_agg(l) from points_lot l
              where l.shop_id = $1 and l.customer_id = c.id and (l.pending <> 0 or l.remaining <> 0)
                and (l.pending > 0 or l.held > 0 or l.remaining < 0
                  or case when l.sliding then greatest(l.expires_at, a.slides_until) else l.expires_at end
                    < k.present + interval '32 days')))
          from points_account a cross join (
            select greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until) present
            from shop_clock where shop_id = $1) k
          where a.shop_id = $1 and a.customer_id = c.id) points\
        """;

    private CardPoints() {}

    /// As of the moment of the select, whatever has been written of what time has done.
    public static Points of(Row row, UUID customer, ZoneId zone) {
        var policy = PointsPolicy.reading(zone);
        @Nullable JsonObject found = row.getJsonObject("points");
        if (found == null) {
            return Points.of(new Ledger(customer, policy, Instant.EPOCH, new Account(), null));
        }
        var account = AccountRow.account(found.getJsonObject("account"));
        var ledger = new Ledger(customer, policy, Sql.instant(found.getString("present")), account, null);
        AccountRow.each(found.getJsonArray("lots"), lot -> ledger.know(LotRow.lot(lot)));
        AccountRow.each(found.getJsonArray("holds"), hold -> ledger.know(HoldRow.hold(hold)));
        Due.bring(ledger);
        return Points.of(ledger);
    }
}
