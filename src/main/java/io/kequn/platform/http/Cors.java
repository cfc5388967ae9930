package io.kequn.platform.http;

import io.kequn.platform.access.Origins;
import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lets the pages of shops call from browsers. A browser asks first, without a credential: then all that can be told is
/// whether any shop knows the page's origin. What the page gets to read is decided by the caller's own shop. Cookies
/// mean nothing here, so that none are asked for.
@Singleton
class Cors {
    private static final Logger LOG = Logger.getLogger(Cors.class);

    private static final String MAY_SEND = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key,"
            + " Kequn-Shop, Last-Event-ID, X-Request-Id";
    private static final String MAY_READ = "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
    private static final String SECONDS_KNOWN = "600";

    private final Origins origins;
    private final Offers offers;

    Cors(Origins origins, Offers offers) {
        this.origins = origins;
        this.offers = offers;
    }

    /// Whether the request is a browser's question whether it may send another.
    private static boolean asks(RoutingContext route) {
        var request = route.request();
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static boolean isForUs(RoutingContext route) {
        return Authentication.guards(route.normalizedPath()) && asks(route);
    }

    /// Answers such a question, and passes on everything else.
    void answer(RoutingContext route) {
        if (!isForUs(route)) {
            route.next();
            return;
        }
        String origin = Objects.requireNonNull(route.request().getHeader("Origin"));
        knows(null, origin).subscribe().with(known -> {
            var response = route.response().setStatusCode(204);
            if (known) {
                response.putHeader("Access-Control-Allow-Origin", origin)
                        .putHeader("Access-Control-Allow-Methods", methods(route.normalizedPath()))
                        .putHeader("Access-Control-Allow-Headers", MAY_SEND)
                        .putHeader("Access-Control-Max-Age", SECONDS_KNOWN);
            }
            var unused = response.end();
        });
    }

    /// Lets the page that has sent the request read the answer, if the shop knows its origin; `shop` is null where
    /// nobody is known, who shall still learn why.
    Uni<Void> admit(RoutingContext route, @Nullable Shop shop) {
        @Nullable String origin = route.request().getHeader("Origin");
        return origin == null
                ? Uni.createFrom().voidItem()
                : knows(shop, origin)
                        .invoke(known -> {
                            if (known && !route.response().headWritten()) {
                                route.response()
                                        .putHeader("Access-Control-Allow-Origin", origin)
                                        .putHeader("Access-Control-Expose-Headers", MAY_READ);
                            }
                        })
                        .replaceWithVoid();
    }

    /// A page that cannot be told now is told nothing.
    private Uni<Boolean> knows(@Nullable Shop shop, String origin) {
        return origins.allows(shop, origin)
                .onFailure()
                .invoke(failure -> LOG.warnf("Origins cannot be read: %s", failure))
                .onFailure()
                .recoverWithItem(false);
    }

    private String methods(String path) {
        return path.equals("/graphql")
                ? "GET, POST"
                : offers.methods(path).map(all -> all.replace(", OPTIONS", "")).orElse("GET");
    }
}
