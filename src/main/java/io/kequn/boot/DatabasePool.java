package io.kequn.boot;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;

/// Makes the pool that every request uses. Its connections open on first use, so the migrations, which make the role,
/// have run by then.
@Singleton
class DatabasePool implements PgPoolCreator {
    private final DatabaseSettings settings;

    DatabasePool(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(input.pgConnectOptionsList().stream()
                        .<SqlConnectOptions>map(this::customised)
                        .toList())
                .using(input.vertx())
                .build();
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
