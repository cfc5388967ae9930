package io.kequn.feed;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;

/// Gives committed changes their numbers, gapless per shop, in order of their ids. Readers see numbers only, so
/// none can pass a change whose transaction commits late.
@Singleton
public class ChangeNumbers {
    private static final int STEP = 5_000;
    private static final String LOCK = "select last_number from feed_counter where shop_id = $1 for no key update";

    /// A statement of its own after the lock: folded into it, its snapshot would be older than the lock, and
    /// would number again what the holder before has numbered.
    private static final String NUMBER = """
        update change c set number = n.number
        from (
          select u.id, u.at, $2 + row_number() over (order by u.id) number
          from (select id, at from change where shop_id = $1 and number is null order by id limit $3) u
        ) n
        where c.shop_id = $1 and c.id = n.id and c.at = n.at\
        """;
    private static final String ADVANCE = "update feed_counter set last_number = last_number + $2 where shop_id = $1";

    private final ShopSteps steps;

    ChangeNumbers(ShopSteps steps) {
        this.steps = steps;
    }

    /// Numbers what has committed so far, in transactions of at most 5,000 changes; gives how many.
    public Uni<Long> number(Shop shop) {
        return step(shop)
                .chain(done ->
                        done < STEP ? Uni.createFrom().item(done) : number(shop).map(more -> done + more));
    }

    private Uni<Long> step(Shop shop) {
        return steps.run(shop, connection -> step(connection, shop.id()));
    }

    private static Uni<Long> step(SqlConnection connection, int shop) {
        return Sql.query(connection, LOCK, Sql.tuple(shop))
                .map(rows -> rows.iterator().next().getLong("last_number"))
                .chain(last -> Sql.query(connection, NUMBER, Sql.tuple(shop, last, STEP)))
                .map(rows -> (long) rows.rowCount())
                .call(numbered -> Sql.query(connection, ADVANCE, Sql.tuple(shop, numbered)));
    }
}
