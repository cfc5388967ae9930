package io.kequn.platform.page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The key that signs cursors: `kequn.cursor-key`, or else a random one that the database keeps since its first
/// migration, so that cursors outlive a restart and are the same on every replica.
@ApplicationScoped
public class CursorKey {
    private final Pool pool;
    private volatile @Nullable Key key;

    CursorKey(Pool pool, @ConfigProperty(name = "kequn.cursor-key") Optional<String> configured) {
        this.pool = pool;
        this.key = configured
                .map(text -> key(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
    }

    /// Reads the key once. The HTTP edge calls it before it lets a request in.
    public Uni<Void> ready() {
        if (key != null) {
            return Uni.createFrom().voidItem();
        }
        return pool.query("select value from service_secret where name = 'cursor'")
                .execute()
                .invoke(rows -> key = key(rows.iterator().next().getBuffer(0).getBytes()))
                .replaceWithVoid();
    }

    Key get() {
        Key present = key;
        if (present == null) {
            throw new IllegalStateException("The cursor key was not read before the first request");
        }
        return present;
    }

    private static Key key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
