package io.kequn.platform.database;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.function.Function;

/// Short transactions of background work on one shop that touch no customer and no rule: numbering, tidying up.
@Singleton
public class ShopSteps {
    private static final String ACTOR = "select set_config('app.actor', $1, true), set_config('app.request', $2, true)";

    private final Connections connections;

    ShopSteps(Connections connections) {
        this.connections = connections;
    }

    /// The same for a caller, whom the audit log names.
    public <T> Uni<T> run(Caller caller, Function<SqlConnection, Uni<T>> work) {
        return run(
                caller.ofShop(),
                connection -> Sql.query(connection, ACTOR, Sql.tuple(caller.actor(), caller.requestId()))
                        .chain(() -> work.apply(connection)));
    }

    /// Runs the work in a transaction with the shop set; starts over after a deadlock or a lock time-out.
    public <T> Uni<T> run(Shop shop, Function<SqlConnection, Uni<T>> work) {
        return Retries.of(() -> connections.inTransaction(
                shop,
                connection -> connection
                        .query("set local app.shop = " + shop.id() + "; set local lock_timeout = '3s'")
                        .execute()
                        .chain(() -> work.apply(connection))));
    }
}
