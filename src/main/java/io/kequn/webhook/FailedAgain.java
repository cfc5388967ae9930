package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Lets deliveries that were given up begin anew, for a replay.
@Singleton
class FailedAgain {
    private static final String FAILED_AGAIN = """
        update webhook_delivery e set state = %s, attempts = 0, next_at = clock_timestamp()
        where e.shop_id = $1 and e.webhook_id = $2 and e.id in (
          select id from webhook_delivery
          where shop_id = $1 and webhook_id = $2 and state = 'failed' and number > $3 and number <= $4
          order by number limit $5)
        returning number\
        """.formatted(Intake.STATE);

    private final ShopSteps steps;

    FailedAgain(ShopSteps steps) {
        this.steps = steps;
    }

    /// Takes a part of them; they are sent when they are read the next time.
    Uni<Intake.Taken> again(Shop shop, Endpoint endpoint, UUID owner, Endpoint.Replay replay) {
        return steps.run(
                shop,
                connection -> DispatchStore.lock(connection, shop, endpoint.id(), owner)
                        .chain(ours -> ours ? failed(connection, shop, endpoint, replay) : none(0)));
    }

    private static Uni<Intake.Taken> failed(
            SqlConnection connection, Shop shop, Endpoint endpoint, Endpoint.Replay replay) {
        return Sql.query(
                        connection,
                        FAILED_AGAIN,
                        Sql.tuple(shop.id(), endpoint.id(), replay.position(), replay.until(), Intake.PAGE))
                .map(rows -> Sql.list(rows, row -> row.getLong("number")))
                .chain(numbers -> {
                    boolean more = numbers.size() == Intake.PAGE;
                    long reached = more
                            ? numbers.stream().mapToLong(Long::longValue).max().orElseThrow()
                            : replay.until();
                    return Sql.query(
                                    connection,
                                    Intake.ADVANCE_REPLAY,
                                    Sql.tuple(shop.id(), endpoint.id(), reached, replay.position()))
                            .chain(() -> none(numbers.size()));
                });
    }

    private static Uni<Intake.Taken> none(int made) {
        return Uni.createFrom().item(new Intake.Taken(List.of(), made > 0));
    }
}
