package io.kequn.token;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/// The keys that sign customer tokens. Where the newest is old, whoever signs next makes another; it is published for a
/// while before it signs, and as long as there may be tokens that it has signed.
@Singleton
class TokenKeys {
    /// Nobody looks for a key that is not known more often than this.
    private static final long PAUSE_NANOS = 1_000_000_000;

    private static final Logger LOG = Logger.getLogger(TokenKeys.class);

    private final TokenKeyStore store;
    private final TokenSettings settings;
    private final Map<String, PrivateKey> opened = new ConcurrentHashMap<>();
    private volatile @Nullable Ring ring;

    TokenKeys(TokenKeyStore store, TokenSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /// The private half of the key that signs now.
    record Signing(String id, PrivateKey key) {}

    /// All keys, the oldest first, and when they were read, by the database's clock and by this machine's.
    record Ring(List<TokenKey> keys, Instant now, long read) {
        Ring {
            keys = List.copyOf(keys);
        }

        boolean isWithin(long nanos) {
            return System.nanoTime() - read < nanos;
        }

        boolean names(@Nullable String id) {
            return keys.stream().anyMatch(key -> key.id().equals(id));
        }
    }

    Uni<Signing> signing() {
        return present()
                .chain(this::renewed)
                .chain(known -> latest(known)
                        .map(found -> Uni.createFrom().item(found))
                        // All were sealed by keys that this service does not have any more.
                        .orElseGet(() -> store.make(true)
                                .chain(this::read)
                                .map(made -> latest(made).orElseThrow())));
    }

    /// The public halves, with which tokens that name the key `id` are checked.
    Uni<List<JsonWebKey>> checking(@Nullable String id) {
        var known = ring;
        boolean enough = known != null && (known.names(id) || known.isWithin(PAUSE_NANOS));
        return (enough ? present() : read()).map(TokenKeys::published);
    }

    Uni<List<JsonWebKey>> published() {
        return present().map(TokenKeys::published);
    }

    private static List<JsonWebKey> published(Ring ring) {
        return ring.keys().stream().map(TokenKey::published).toList();
    }

    private Uni<Ring> present() {
        var known = ring;
        return known != null && known.isWithin(settings.fresh().toNanos())
                ? Uni.createFrom().item(known)
                : read();
    }

    private Uni<Ring> read() {
        return store.read().invoke(found -> ring = found);
    }

    private Uni<Ring> renewed(Ring known) {
        var due = known.now().minus(settings.rotation());
        boolean young =
                !known.keys().isEmpty() && known.keys().getLast().createdAt().isAfter(due);
        return young ? Uni.createFrom().item(known) : store.make(false).chain(this::read);
    }

    /// The latest that others had the time to know, or else the first of those that had not.
    private Optional<Signing> latest(Ring known) {
        var ready = known.now().minus(settings.ahead());
        Predicate<TokenKey> isReady = key -> !key.createdAt().isAfter(ready);
        return Stream.concat(
                        known.keys().reversed().stream().filter(isReady),
                        known.keys().stream().filter(isReady.negate()))
                .flatMap(key -> opened(key).stream())
                .findFirst();
    }

    private Optional<Signing> opened(TokenKey key) {
        try {
            return Optional.of(new Signing(key.id(), opened.computeIfAbsent(key.id(), id -> store.open(key))));
        } catch (IllegalStateException sealed) {
            LOG.warnf("The key %s of customer tokens cannot be opened and signs no more: %s", key.id(), sealed);
            return Optional.empty();
        }
    }
}
