package io.kequn.shop;

import io.kequn.platform.access.Credentials;
import io.kequn.platform.access.DocumentMode;
import io.kequn.platform.access.DocumentPolicy;
import io.kequn.platform.access.Feature;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.access.Tenant;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Opens shops by API keys: one indexed query for the key and its shop, sent after the request came, so that a revoked
/// key and a changed setting count from the next request on.
@Singleton
class StoredCredentials implements Credentials {
    private static final Logger LOG = Logger.getLogger(StoredCredentials.class);

    private static final String TENANT = """
        s.id shop_id, s.key, s.currency, s.time_zone, s.week_start, s.country, s.test, s.status,
        s.document_mode, s.customer_document_mode,
        array(select feature from shop_feature where shop_id = s.id and state <> 'enabled') disabled\
        """;
    private static final String FIND = """
        select k.id key_id, k.public_id, k.scopes, k.expires_at,
               k.last_used_at is null or k.last_used_at < clock_timestamp() - interval '1 minute' stale,
               %s
        from api_key k join shop s on s.id = k.shop_id
        where k.hash = $1 and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > clock_timestamp())\
        """.formatted(TENANT);
    private static final String FIND_SHOP = "select " + TENANT + " from shop s where s.key = $1";

    /// Replicas that touch a key at the same moment do not wait for each other.
    private static final String TOUCH = """
        update api_key set last_used_at = clock_timestamp()
        where id = (select id from api_key
                    where id = $1
                      and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
                    for no key update skip locked)\
        """;

    private final Connections connections;
    private final Set<Integer> touching = ConcurrentHashMap.newKeySet();
    private final SharedLookup<String, Optional<Credential>> lookups = new SharedLookup<>(this::query);
    private final SharedLookup<String, Optional<Tenant>> tenants = new SharedLookup<>(this::queryTenant);

    StoredCredentials(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Uni<Optional<Credential>> find(String key) {
        return lookups.ask(key);
    }

    @Override
    public Uni<Optional<Tenant>> tenant(String shop) {
        return tenants.ask(shop);
    }

    private Uni<Optional<Tenant>> queryTenant(String shop) {
        return connections
                .queryAtOnce(FIND_SHOP, shop)
                .map(rows -> Sql.list(rows, StoredCredentials::tenant).stream().findFirst());
    }

    private Uni<Optional<Credential>> query(String key) {
        return connections
                .queryAtOnce(FIND, Buffer.buffer(KeyMaterial.hash(key)))
                .map(this::credential);
    }

    private Optional<Credential> credential(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        if (row.getBoolean("stale")) {
            touch(row.getInteger("key_id"));
        }
        var expires = row.getOffsetDateTime("expires_at");
        return Optional.of(new Credential(
                row.getString("public_id"),
                tenant(row),
                scopes(row.getArrayOfStrings("scopes")),
                expires == null ? null : expires.toInstant()));
    }

    private static Tenant tenant(Row row) {
        return new Tenant(
                shop(row),
                row.getString("status").equals(ShopStatus.ACTIVE.stored()),
                Arrays.stream(row.getArrayOfStrings("disabled"))
                        .map(Feature::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()),
                new DocumentPolicy(
                        DocumentMode.of(row.getString("document_mode")),
                        DocumentMode.of(row.getString("customer_document_mode"))));
    }

    /// Beside the request, which does not wait for it.
    private void touch(int key) {
        if (!touching.add(key)) {
            return;
        }
        connections
                .query(TOUCH, key)
                .onTermination()
                .invoke(() -> touching.remove(key))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("Last use of key %d not noted: %s", key, failure));
    }

    static Shop shop(Row row) {
        return new Shop(
                row.getInteger("shop_id"),
                row.getString("key"),
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("time_zone")),
                DayOfWeek.of(row.getShort("week_start")),
                row.getString("country"),
                row.getBoolean("test"));
    }

    /// A scope that this version does not know gives nothing.
    private static Set<Scope> scopes(String[] stored) {
        return Arrays.stream(stored).map(Scope::of).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
