package io.kequn.platform.oidc;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The provider's published keys: asked for when they are needed, kept for a while, and asked for again at once when a
/// token names another, at most every few seconds whatever is sent.
final class Provider {
    private static final Logger LOG = Logger.getLogger(Provider.class);

    private final HttpClient client;
    private final OidcSettings settings;
    private final String issuer;
    private final Optional<String> configured;
    private volatile @Nullable Keys known;
    private @Nullable Uni<Keys> asking;
    private @Nullable Long failed;

    private record Keys(List<JsonWebKey> keys, long at) {
        boolean names(@Nullable String id) {
            return id == null || keys.stream().anyMatch(key -> id.equals(key.getKeyId()));
        }
    }

    /// `address` is where the keys are, if that is configured.
    Provider(Vertx vertx, OidcSettings settings, String issuer, Optional<String> address) {
        this.configured = address;
        this.client = vertx.createHttpClient();
        this.settings = settings;
        this.issuer = issuer;
    }

    /// The keys, by which a token that names the key `id` may be checked. Fails with `unavailable` where
    /// that one is not known and the provider does not answer.
    Uni<List<JsonWebKey>> keys(@Nullable String id) {
        var present = known;
        if (present != null && present.names(id) && isWithin(present.at, settings.fresh())) {
            return Uni.createFrom().item(present.keys);
        }
        if (present != null && isWithin(present.at, settings.pause())) {
            return Uni.createFrom().item(present.keys); // it has no such key
        }
        return ask().onItemOrFailure()
                .transformToUni(
                        (fresh, failure) -> failure == null ? Uni.createFrom().item(fresh) : old(id))
                .map(Keys::keys);
    }

    private Uni<Keys> old(@Nullable String id) {
        var present = known;
        return present != null && present.names(id) && isWithin(present.at, settings.patience())
                ? Uni.createFrom().item(present)
                : Uni.createFrom().failure(Provider::unavailable);
    }

    private static boolean isWithin(long at, Duration time) {
        return System.nanoTime() - at < time.toNanos();
    }

    /// One question at a time, for all who want to know; none for a moment after one that was not answered.
    private synchronized Uni<Keys> ask() {
        if (asking != null) {
            return asking;
        }
        if (failed != null && isWithin(failed, settings.pause())) {
            return Uni.createFrom().failure(Provider::unavailable);
        }
        asking = fetched().onItemOrFailure().invoke(this::learn).memoize().indefinitely();
        return asking;
    }

    private synchronized void learn(@Nullable Keys keys, @Nullable Throwable failure) {
        asking = null;
        failed = failure == null ? null : System.nanoTime();
        known = keys == null ? known : keys;
    }

    private Uni<Keys> fetched() {
        return address()
                .chain(this::get)
                .map(Provider::parsed)
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("The provider %s gives no keys: %s", issuer, failure));
    }

    private Uni<String> address() {
        return configured.isPresent()
                ? Uni.createFrom().item(configured.get())
                : get(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration")
                        .map(this::keysAddress);
    }

    private String keysAddress(Buffer discovery) {
        var said = new JsonObject(discovery);
        if (!issuer.equals(said.getString("issuer"))) {
            throw new IllegalStateException("It calls itself " + said.getString("issuer"));
        }
        return OidcChecks.address(Objects.requireNonNull(said.getString("jwks_uri"), "It names no keys"));
    }

    private Uni<Buffer> get(String address) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address)
                .setFollowRedirects(false)
                .setTimeout(settings.timeout().toMillis())
                .setConnectTimeout(settings.timeout().toMillis());
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(HttpClientRequest::send)
                        .compose(Provider::body)
                        .toCompletionStage());
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : Future.failedFuture("It answers with status " + response.statusCode());
    }

    private static Keys parsed(Buffer body) {
        try {
            return new Keys(List.copyOf(new JsonWebKeySet(body.toString()).getJsonWebKeys()), System.nanoTime());
        } catch (JoseException e) {
            throw new IllegalStateException("Its keys cannot be read", e);
        }
    }

    private static Refusal unavailable() {
        return UNAVAILABLE.because(
                "The provider of people's tokens does not answer; send the request again after the time in"
                        + " `Retry-After`.",
                "身份提供方暂时没有响应；请在 `Retry-After` 所示时间后重试。");
    }
}
