package io.kequn.platform.graphql;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.access.Caller;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.deadline.DeadlineSettings;
import io.kequn.platform.http.Authentication;
import io.kequn.platform.http.Authentication.Presented;
import io.kequn.platform.http.RequestFollower;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.limit.RateLimits;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Web sockets at `/graphql`, as the protocol `graphql-transport-ws` wants them. The credential comes with the request
/// that opens the socket, or in the payload of `connection_init`, for browsers cannot send the former.
@Singleton
class GraphQLSockets {
    static final String PROTOCOL = "graphql-transport-ws";

    private static final Logger LOG = Logger.getLogger(GraphQLSockets.class);

    private final GraphQLEngine engine;
    private final GraphQLConfig limits;
    private final Authentication authentication;
    private final ObjectMapper json;
    private final RateLimits rates;
    private final DeadlineSettings deadlines;
    private final List<RequestFollower> followers;
    private final Set<GraphQLSocket> open = ConcurrentHashMap.newKeySet();

    GraphQLSockets(
            GraphQLEngine engine,
            GraphQLConfig limits,
            Authentication authentication,
            ObjectMapper json,
            RateLimits rates,
            DeadlineSettings deadlines,
            @All List<RequestFollower> followers) {
        this.followers = List.copyOf(followers);
        this.rates = rates;
        this.deadlines = deadlines;
        this.engine = engine;
        this.limits = limits;
        this.authentication = authentication;
        this.json = json;
    }

    GraphQLEngine engine() {
        return engine;
    }

    GraphQLConfig limits() {
        return limits;
    }

    Authentication authentication() {
        return authentication;
    }

    RateLimits rates() {
        return rates;
    }

    ObjectMapper json() {
        return json;
    }

    /// Passes on what is no web socket.
    void open(RoutingContext http) {
        if (!Authentication.opensSocket(http.request())) {
            http.next();
            return;
        }
        Deadline.current().ifPresent(Deadline::lift);
        var info = RequestInfo.current();
        var presented = Presented.of(http.request());
        http.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    socket.closeHandler(closed -> isDone(http));
                    opened(http, socket, info, presented);
                })
                .onFailure(failure -> http.fail(400));
    }

    private void opened(RoutingContext http, ServerWebSocket socket, RequestInfo info, Presented presented) {
        if (!PROTOCOL.equals(socket.subProtocol())) {
            var unused = socket.close((short) 4406, "Subprotocol not acceptable");
            return;
        }
        var one = new GraphQLSocket(this, socket, Objects.requireNonNull(Vertx.currentContext()), info, presented);
        open.add(one);
        socket.closeHandler(closed -> {
            open.remove(one);
            one.ended();
            isDone(http);
        });
        one.begin();
    }

    /// The server waits, when it stops, for requests that are under way, and takes one that has become a web socket
    /// for such a one for ever. Its own word for the end of a request is not public.
    private static void isDone(RoutingContext http) {
        try {
            var done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
            done.invoke(QuarkusRequestWrapper.get(http.request()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debugf("A request that has opened a web socket counts until the service stops: %s", e);
        }
    }

    /// An operation has told something.
    void answered(Context context) {
        followers.forEach(follower -> follower.answered(context, "WEBSOCKET", "/graphql", 200));
    }

    /// Another replica goes on where these leave off.
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        open.forEach(GraphQLSocket::leave);
    }

    /// Makes `caller` the one of this context, which asks again by what it has been known by. An operation has the time
    /// of a request, until it turns out to be a subscription.
    Deadline enter(Context context, Caller caller, RequestInfo info, Presented presented) {
        Caller.set(context, caller);
        Caller.setAgain(context, () -> authentication.caller(presented));
        RequestInfo.set(context, info);
        return Deadline.begin(context, deadlines.request());
    }
}
