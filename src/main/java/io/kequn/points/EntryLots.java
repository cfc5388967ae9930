package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/// The lots that an entry has changed, less what has been taken back of it since; also those that are spent.
final class EntryLots {
    private static final String SELECT = """
        select to_json(l) lot, moved.points
        from (
          select x.lot_id, sum(x.points)::bigint points
          from points_entry e join points_allocation x on x.shop_id = $1 and x.entry_id = e.id
          where e.shop_id = $1 and (e.id = $2 or e.reverses = $2)
          group by x.lot_id
        ) moved
        join points_lot l on l.shop_id = $1 and l.id = moved.lot_id
        order by l.id\
        """;

    private EntryLots() {}

    record Part(Lot lot, long points) {
        static Part of(Row row) {
            return new Part(LotRow.lot(row.getJsonObject("lot")), row.getLong("points"));
        }
    }

    static Uni<List<Part>> of(FactSession session, UUID entry) {
        return session.query(SELECT, session.shop().id(), entry).map(rows -> Sql.list(rows, Part::of));
    }
}
