package io.kequn.webhook;

import static io.kequn.platform.problem.ErrorCode.SYNC_TOKEN_EXPIRED;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Refusal;
import io.kequn.stream.ChangeEvent;
import io.kequn.stream.ChangePage;
import io.kequn.stream.ChangeReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes deliveries of changes. The position moves on in the transaction that has made them, so that no change is
/// passed and none is made twice, whenever this process ends.
@Singleton
class Intake {
    static final int PAGE = 500;

    /// A customer whose earlier event fails is held back.
    static final String STATE = """
        case when exists (
          select from webhook_delivery h
          where h.shop_id = $1 and h.webhook_id = $2 and h.customer_id = e.customer_id and h.number < e.number
            and (h.state = 'waiting' or h.state = 'pending' and h.attempts > 0))
        then 'waiting' else 'pending' end\
        """;
    private static final String INSERT = """
        insert into webhook_delivery (shop_id, webhook_id, id, event_id, type, number, customer_id, state)
        select $1, $2, e.id, e.event_id, e.type, e.number, e.customer_id, %s
        from unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::uuid[])
          e (id, event_id, type, number, customer_id)
        on conflict (shop_id, webhook_id, number) do %s
        returning id, number, state\
        """;
    private static final String NEW = INSERT.formatted(STATE, "nothing");
    private static final String AGAIN = INSERT.formatted(STATE, """
        update set state = excluded.state, attempts = 0, next_at = clock_timestamp()
        where webhook_delivery.state in ('delivered', 'failed')\
        """);
    private static final String ADVANCE = """
        update webhook_progress set position = $3 where shop_id = $1 and webhook_id = $2 and position = $4\
        """;
    static final String ADVANCE_REPLAY = """
        update webhook_progress
        set replay_position = $3, replay_until = case when $3 < replay_until then replay_until end
        where shop_id = $1 and webhook_id = $2 and replay_until is not null and replay_position = $4\
        """;
    private final ChangeReads changes;
    private final ShopSteps steps;
    private final FailedAgain failures;
    private final Bodies bodies;

    Intake(ChangeReads changes, ShopSteps steps, FailedAgain failures, Bodies bodies) {
        this.changes = changes;
        this.steps = steps;
        this.failures = failures;
        this.bodies = bodies;
    }

    /// What has become deliveries that can be sent at once, and whether there may be more.
    record Taken(List<Outgoing> deliveries, boolean more) {
        static final Taken NOTHING = new Taken(List.of(), false);
    }

    /// A page, and whether changes before it are no longer kept.
    private record Found(ChangePage page, boolean missed) {}

    /// How deliveries are made, and how the position moves, unless somebody has moved it meanwhile.
    private record Move(String insert, String advance, long from, long to, boolean missed) {}

    /// Takes a page of what has changed, or of what is to be replayed where that is all there is.
    Uni<Taken> take(Shop shop, Endpoint endpoint, UUID owner) {
        if (endpoint.position() < endpoint.last()) {
            return page(shop, endpoint, endpoint.position()).chain(found -> onward(shop, endpoint, owner, found));
        }
        var replay = endpoint.replay();
        if (replay == null) {
            return Uni.createFrom().item(Taken.NOTHING);
        }
        return replay.failed() ? failures.again(shop, endpoint, owner, replay) : replay(shop, endpoint, owner, replay);
    }

    /// Where changes are no longer kept, as after a long time without a receiver, it goes on with those that are.
    private Uni<Found> page(Shop shop, Endpoint endpoint, long after) {
        return changes.page(shop, endpoint.selection(), after, PAGE)
                .map(page -> new Found(page, false))
                .onFailure(failure -> failure instanceof Refusal refusal && refusal.code() == SYNC_TOKEN_EXPIRED)
                .recoverWithUni(gone -> changes.catchUp(shop)
                        .map(state -> new Found(new ChangePage(List.of(), state.floor(), true), true)));
    }

    private Uni<Taken> onward(Shop shop, Endpoint endpoint, UUID owner, Found found) {
        var page = found.page;
        var move = new Move(NEW, ADVANCE, endpoint.position(), page.looked(), found.missed);
        return store(shop, endpoint, owner, page, move)
                .map(made -> new Taken(made, page.more() || endpoint.replay() != null));
    }

    private Uni<Taken> replay(Shop shop, Endpoint endpoint, UUID owner, Endpoint.Replay replay) {
        return page(shop, endpoint, replay.position()).chain(found -> {
            var page = found.page;
            var events = page.events().stream()
                    .filter(event -> ChangeEvent.number(event) <= replay.until())
                    .toList();
            var part = new ChangePage(events, page.looked(), page.more());
            boolean more = page.more() && page.looked() < replay.until();
            // Nothing follows, or the end was passed: the replay is over.
            long reached = more ? page.looked() : replay.until();
            return store(
                            shop,
                            endpoint,
                            owner,
                            part,
                            new Move(AGAIN, ADVANCE_REPLAY, replay.position(), reached, found.missed))
                    .map(made -> new Taken(made, more));
        });
    }

    private Uni<List<Outgoing>> store(Shop shop, Endpoint endpoint, UUID owner, ChangePage page, Move move) {
        return steps.run(
                shop,
                connection -> DispatchStore.lock(connection, shop, endpoint.id(), owner)
                        .chain(ours -> ours
                                ? made(connection, shop, endpoint, page.events(), move.insert)
                                        .call(made -> advance(connection, shop, endpoint, move))
                                : Uni.createFrom().item(List.of())));
    }

    private static Uni<Void> advance(SqlConnection connection, Shop shop, Endpoint endpoint, Move move) {
        return Sql.query(connection, move.advance, Sql.tuple(shop.id(), endpoint.id(), move.to, move.from))
                .chain(moved -> move.missed && moved.rowCount() == 1
                        ? Notice.missed(shop, endpoint, move.from, move.to)
                                .send(connection, shop, endpoint.id())
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<List<Outgoing>> made(
            SqlConnection connection, Shop shop, Endpoint endpoint, List<ChangeEvent> events, String insert) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var values = Sql.tuple(
                shop.id(),
                endpoint.id(),
                events.stream()
                        .map(event -> UuidCreator.getTimeOrderedEpochPlus1())
                        .toArray(UUID[]::new),
                events.stream().map(ChangeEvent::id).toArray(String[]::new),
                events.stream().map(ChangeEvent::type).toArray(String[]::new),
                events.stream().map(ChangeEvent::number).toArray(Long[]::new),
                events.stream().map(event -> event.data().customerId()).toArray(UUID[]::new));
        var byNumber = events.stream().collect(Collectors.toUnmodifiableMap(ChangeEvent::number, Function.identity()));
        return Sql.query(connection, insert, values).map(rows -> ready(rows, byNumber));
    }

    private List<Outgoing> ready(RowSet<Row> rows, Map<Long, ChangeEvent> byNumber) {
        return Sql.list(rows, row -> row).stream()
                .filter(row -> row.getString("state").equals("pending"))
                .sorted((one, other) -> Long.compare(one.getLong("number"), other.getLong("number")))
                .map(row ->
                        bodies.outgoing(row.getUUID("id"), Objects.requireNonNull(byNumber.get(row.getLong("number")))))
                .toList();
    }
}
