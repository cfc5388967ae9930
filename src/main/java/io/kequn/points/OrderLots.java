package io.kequn.points;

import io.kequn.order.OrderMove;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/// What orders have earned so far, spent or not, with the terms under which they did.
final class OrderLots {
    private static final String SELECT = """
        select l.customer_id, to_json(l) lot, v.key, v.version, v.spec
        from points_lot l
        join points_rule_version v on v.shop_id = $1 and v.key = l.rule_key and v.version = l.rule_version
        where l.shop_id = $1 and l.customer_id = any($2) and l.subject = any($3)
        order by l.id\
        """;

    private OrderLots() {}

    record Earned(UUID customer, Lot lot, RuleTerms terms) {
        private static Earned of(FactSession session, PointsDefinitions definitions, Row row) {
            return new Earned(
                    row.getUUID("customer_id"),
                    LotRow.lot(row.getJsonObject("lot")),
                    definitions.terms(session, row.getString("key"), row.getInteger("version"), row.getString("spec")));
        }

        boolean isOf(OrderMove move) {
            return subject(move).equals(lot.origin.subject());
        }
    }

    /// New orders have earned nothing yet.
    static Uni<List<Earned>> of(
            FactSession session, PointsDefinitions definitions, List<UUID> customers, List<OrderMove> moves) {
        var subjects = moves.stream()
                .filter(move -> move.before() != null)
                .map(OrderLots::subject)
                .toArray(String[]::new);
        return subjects.length == 0
                ? Uni.createFrom().item(List.of())
                : session.query(SELECT, session.shop().id(), customers.toArray(UUID[]::new), subjects)
                        .map(rows -> Sql.list(rows, row -> Earned.of(session, definitions, row)));
    }

    static String subject(OrderMove move) {
        return move.id().toString();
    }
}
