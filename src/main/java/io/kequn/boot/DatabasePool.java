package io.kequn.boot;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the pool that every request uses. Its connections open on first use, so the migrations, which make the role,
/// have run by then.
@Singleton
class DatabasePool implements PgPoolCreator {
    private final DatabaseSettings settings;
    private volatile @Nullable PgConnectOptions beside;

    DatabasePool(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        beside = customised(new PgConnectOptions(input.pgConnectOptionsList().getFirst()));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(input.pgConnectOptionsList().stream()
                        .<SqlConnectOptions>map(this::customised)
                        .toList())
                .using(input.vertx())
                .build();
    }

    /// For a connection beside the pool, once there is one.
    @Produces
    @Dependent
    PgConnectOptions beside() {
        return new PgConnectOptions(Objects.requireNonNull(beside));
    }

    private PgConnectOptions customised(PgConnectOptions options) {
        options.setPreparedStatementCacheMaxSize(settings.preparedStatements());
        options.setPreparedStatementCacheSqlLimit(settings.preparedStatementLength());
        options.setTcpKeepAlive(true);
        options.addProperty("application_name", settings.applicationName());
        // In the start-up packet it becomes the session's default, so that RESET ROLE leads back to it.
        options.addProperty("role", settings.role());
        return options;
    }
}
