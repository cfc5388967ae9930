package io.kequn.points;

import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How an account is read: by one select of any number of customers, with the holds of each and those of the open
/// lots that time and spending come to first. A customer may have any number of lots, and few are needed.
final class AccountRow {
    /// So many of the lots that are spent first, of those that slide and of the others; those that wait, are
    /// held or owed come in any case.
    static final Integer FIRST = 20;

    /// The same of all lots.
    static final @Nullable Integer ALL = null;

    /// The accounts of the customers `$2` of the shop `$1`, one row for each, with the first `$3` of their lots
    /// and the shop's present for readers.
    static final String OF_CUSTOMERS = """
        select wanted.id,
          (select greatest(clock_timestamp() + k.test_offset * interval '1 microsecond', k.evaluated_until)
            from shop_clock k where k.shop_id = $1) present,
          (select c.state from customer c where c.shop_id = $1 and c.id = wanted.id) state,
          a.balance, a.pending, a.frozen, a.expiring, a.earned, a.redeemed, a.last_number, a.last_activity,
          a.slides_until, a.updated_at,
          (select json_agg(l) from (
              (select * from points_lot o
               where o.shop_id = $1 and o.customer_id = wanted.id and o.remaining > o.held and not o.sliding
               order by o.expires_at, o.earned_at, o.id limit $3::int)
              union all
              (select * from points_lot o
               where o.shop_id = $1 and o.customer_id = wanted.id and o.remaining > o.held and o.sliding
               order by o.expires_at, o.earned_at, o.id limit $3::int)) l) first_lots,
          (select json_agg(l) from points_lot l
            where l.shop_id = $1 and l.customer_id = wanted.id
              and (l.pending > 0 or l.held > 0 or l.remaining < 0)) other_lots,
        """ + holds("wanted.id") + """
           holds
        from unnest($2::uuid[]) as wanted (id)
        left join points_account a on a.shop_id = $1 and a.customer_id = wanted.id\
        """;

    private AccountRow() {}

    /// A select of the open holds of a customer, whose id is SQL, with the lots that each is of.
    static String holds(String customer) {
        return """
            (select json_agg(json_build_object('hold', h, 'parts', (
                select json_agg(json_build_array(x.lot_id, x.frozen)) from points_allocation x
                where x.shop_id = $1 and x.entry_id = h.entry_id)))
              from points_hold h where h.shop_id = $1 and h.state = 'held' and h.customer_id =\s""" + customer + ")";
    }

    /// For readers: the account as it stands in the database.
    static Ledger reading(Row row, ZoneId zone, @Nullable Integer lots) {
        var present = row.getOffsetDateTime("present").toInstant();
        return ledger(row, row.getUUID("id"), PointsPolicy.reading(zone), present, null, lots);
    }

    /// The account as it is stored; what time has done to it since is not in it.
    static Ledger ledger(
            Row row, UUID customer, PointsPolicy policy, Instant now, @Nullable String cause, @Nullable Integer lots) {
        var ledger = new Ledger(customer, policy, now, account(row), cause);
        ledger.active = row.getShort("state") != null && row.getShort("state") == 0;
        each(row.getJsonArray("first_lots"), lot -> ledger.know(LotRow.lot(lot)));
        if (lots != null) {
            ledger.readAtMost(lots);
        }
        each(row.getJsonArray("other_lots"), lot -> ledger.know(LotRow.lot(lot)));
        each(row.getJsonArray("holds"), hold -> ledger.know(HoldRow.hold(hold)));
        return ledger;
    }

    static void each(@Nullable JsonArray all, Consumer<JsonObject> use) {
        if (all != null) {
            all.stream().map(JsonObject.class::cast).forEach(use);
        }
    }

    /// Without a row all is 0.
    static Account account(Row row) {
        var account = new Account();
        if (row.getLong("balance") != null) {
            account.balance = row.getLong("balance");
            account.pending = row.getLong("pending");
            account.frozen = row.getLong("frozen");
            account.expiring = row.getLong("expiring");
            account.earned = row.getLong("earned");
            account.redeemed = row.getLong("redeemed");
            account.lastNumber = row.getLong("last_number");
            var activity = row.getOffsetDateTime("last_activity");
            account.lastActivity = activity == null ? null : activity.toInstant();
            var until = row.getOffsetDateTime("slides_until");
            account.slidesUntil = until == null ? null : until.toInstant();
        }
        return account;
    }

    /// The same of a row as JSON.
    static Account account(JsonObject row) {
        var account = new Account();
        account.balance = row.getLong("balance");
        account.pending = row.getLong("pending");
        account.frozen = row.getLong("frozen");
        account.expiring = row.getLong("expiring");
        account.earned = row.getLong("earned");
        account.redeemed = row.getLong("redeemed");
        account.lastNumber = row.getLong("last_number");
        account.lastActivity = instant(row, "last_activity");
        account.slidesUntil = instant(row, "slides_until");
        return account;
    }

    static @Nullable Instant instant(JsonObject row, String column) {
        @Nullable String text = row.getString(column);
        return text == null ? null : Sql.instant(text);
    }
}
