package io.kequn.points;

import io.kequn.order.OrderMove;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Which of a customer's orders each one is, among those that count, in order of when they were placed.
record OrderRanks(Map<UUID, Long> places) {
    private static final String SELECT = """
        select o.id, (
          select count(*) from customer_order p
          where p.shop_id = $1 and p.customer_id = o.customer_id and p.counts
            and (p.placed_at, p.id) <= (o.placed_at, o.id)) place
        from customer_order o where o.shop_id = $1 and o.id = any($2)\
        """;

    OrderRanks {
        places = Map.copyOf(places);
    }

    /// Asked for only where a rule asks.
    static Uni<OrderRanks> of(FactSession session, List<RuleTerms> rules, List<OrderMove> moves) {
        if (rules.stream().noneMatch(rule -> rule.trigger() == PointsTrigger.NTH_ORDER)) {
            return Uni.createFrom().item(new OrderRanks(Map.of()));
        }
        var ids = moves.stream().map(OrderMove::id).toArray(UUID[]::new);
        return session.query(SELECT, session.shop().id(), ids).map(rows -> {
            var places = new HashMap<UUID, Long>();
            rows.forEach(row -> places.put(row.getUUID("id"), row.getLong("place")));
            return new OrderRanks(places);
        });
    }

    long of(OrderMove move) {
        return Objects.requireNonNullElse(places.get(move.id()), 0L);
    }
}
