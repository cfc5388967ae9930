package io.kequn.evaluation;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.Merger;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Writes which layer each customer is in, under the customers' row locks.
@Singleton
public class LayerMembers implements CustomerMoves {
    private static final String MOVE = """
        insert into layer_member (shop_id, layer_set_id, customer_id, layer_id, since)
        select $1, layer_set_id, customer_id, layer_id, $5
        from unnest($2::int[], $3::uuid[], $4::int[]) as moved (layer_set_id, customer_id, layer_id)
        on conflict (shop_id, layer_set_id, customer_id) do update
        set layer_id = excluded.layer_id, since = excluded.since\
        """;
    private static final String LEAVE_ALL = """
        delete from layer_member m using layer_set s, layer l
        where m.shop_id = $1 and m.customer_id = $2 and s.shop_id = $1 and s.id = m.layer_set_id
          and l.shop_id = $1 and l.id = m.layer_id
        returning m.customer_id, s.id set_id, s.key set_key, l.key layer_key\
        """;
    private static final String SOME = """
        select customer_id from layer_member where shop_id = $1 and layer_set_id = $2 order by customer_id limit $3\
        """;
    private static final String LEAVE = """
        delete from layer_member m using layer_set s, layer l
        where m.shop_id = $1 and m.layer_set_id = $2 and m.customer_id = any($3) and s.shop_id = $1
          and s.id = m.layer_set_id and l.shop_id = $1 and l.id = m.layer_id
        returning m.customer_id, s.id set_id, s.key set_key, l.key layer_key\
        """;
    private static final String LAYERS = """
        array(
          select json_build_object('of', s.key, 'at', l.key) from layer_member m
          join layer_set s on s.shop_id = $1 and s.id = m.layer_set_id
          join layer l on l.shop_id = $1 and l.id = m.layer_id
          where m.shop_id = $1 and m.customer_id = w.id order by s.key)\
        """;

    private record Left(UUID customer, int set, String setKey, String layer) {
        static Left of(Row row) {
            return new Left(
                    row.getUUID("customer_id"),
                    row.getInteger("set_id"),
                    row.getString("set_key"),
                    row.getString("layer_key"));
        }

        Change logged() {
            return Change.layer(customer, set, layer, null, null);
        }

        MembershipChange told() {
            return MembershipChange.layer(customer, setKey, layer, null);
        }
    }

    /// What has been logged already.
    static void move(FactSession session, List<LayerMove> moves) {
        if (!moves.isEmpty()) {
            session.send(
                    MOVE,
                    session.shop().id(),
                    moves.stream().map(move -> move.set().subject().id()).toArray(Integer[]::new),
                    moves.stream().map(LayerMove::customer).toArray(UUID[]::new),
                    moves.stream().map(LayerMove::to).toArray(Integer[]::new),
                    session.now());
        }
    }

    /// One step of an archived set's end.
    public static Uni<Step> clear(FactSession session, int set, int limit) {
        return session.query(SOME, session.shop().id(), set, limit)
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")))
                .call(session::lock)
                .call(ids -> leave(session, set, ids))
                .map(ids -> ids.isEmpty()
                        ? Step.last()
                        : Step.more(new JsonObject()).did(ids.size()));
    }

    private static Uni<?> leave(FactSession session, int set, List<UUID> ids) {
        return session.query(LEAVE, session.shop().id(), set, ids.toArray(UUID[]::new))
                .map(rows -> Sql.list(rows, Left::of))
                .invoke(left -> logged(session, left))
                .invoke(left ->
                        left.forEach(each -> session.changed(List.of(each.customer), Facts.layer(each.setKey))));
    }

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        return session.query(LEAVE_ALL, session.shop().id(), customer)
                .map(rows -> Sql.list(rows, Left::of))
                .invoke(left -> logged(session, left))
                .invoke(left -> session.moved(left.stream().map(Left::told).toList()))
                .replaceWithVoid();
    }

    /// The survivor is judged anew.
    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        return removeAll(session, merger.from());
    }

    /// Both are.
    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        return Uni.createFrom().voidItem();
    }

    private static void logged(FactSession session, List<Left> left) {
        ChangeLog.append(session, left.stream().map(Left::logged).toList());
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("layers", LAYERS);
    }
}
