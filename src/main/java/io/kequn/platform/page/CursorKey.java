package io.kequn.platform.page;

import io.kequn.platform.database.Connections;
import io.smallrye.mutiny.Uni;
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
    private final Connections connections;
    private volatile @Nullable Key key;

    CursorKey(Connections connections, @ConfigProperty(name = "kequn.cursor-key") Optional<String> configured) {
        this.connections = connections;
        this.key = configured
                .map(text -> key(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
    }

    /// Reads the key once. The HTTP edge calls it before it lets a request in.
    public Uni<Void> ready() {
        if (key != null) {
            return Uni.createFrom().voidItem();
        }
        return connections
                .queryAtOnce("select value from service_secret where name = 'cursor'")
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
