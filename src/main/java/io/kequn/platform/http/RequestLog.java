package io.kequn.platform.http;

import io.kequn.platform.access.Caller;
import io.quarkus.arc.All;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// Measures each request, and writes a line of it where the category `io.kequn.requests` is on, as it is in production.
/// Both name the path's template and never the path itself, whose parameters may be a person's. Who called and what it
/// took are fields of their own in JSON.
@Singleton
public class RequestLog {
    private static final Logger LOG = Logger.getLogger("io.kequn.requests");
    private static final Object COST = RequestLog.class;

    /// Where the framework notes the template of the path that it serves.
    private static final Object TEMPLATE = "UrlPathTemplate";

    private static final int SWITCHING_PROTOCOLS = 101;

    private final Offers offers;
    private final RequestTimes times;
    private final List<RequestFollower> followers;

    RequestLog(Offers offers, RequestTimes times, @All List<RequestFollower> followers) {
        this.offers = offers;
        this.times = times;
        this.followers = List.copyOf(followers);
    }

    /// Notes what the running request asks for; the limit of a GraphQL request is told in the same unit.
    public static void cost(long objects) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(COST, objects);
        }
    }

    /// Looks at the request again once it is answered.
    void follow(RoutingContext route) {
        var context = Objects.requireNonNull(Vertx.currentContext());
        long begun = System.nanoTime();
        route.addEndHandler(end -> ended(route, context, System.nanoTime() - begun));
    }

    private void ended(RoutingContext route, Context context, long nanos) {
        var method = route.request().method().name();
        var template = template(route, context);
        int status = route.response().getStatusCode();
        if (!isStream(route)) {
            times.record(method, template, status, nanos);
        }
        followers.forEach(follower -> follower.answered(context, method, template, status));
        if (LOG.isInfoEnabled()) {
            write(context, method, template, status, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }

    /// How long somebody listens is no measure of how fast it answers.
    private static boolean isStream(RoutingContext route) {
        String type = route.response().headers().get("Content-Type");
        return (type != null && type.startsWith("text/event-stream"))
                || route.response().getStatusCode() == SWITCHING_PROTOCOLS;
    }

    private static void write(Context context, String method, String template, int status, long millis) {
        Long cost = context.getLocal(COST);
        var caller = Caller.of(context).orElse(null);
        MDC.put("method", method);
        MDC.put("route", template);
        MDC.put("status", status);
        MDC.put("millis", millis);
        if (cost != null) {
            MDC.put("cost", cost);
        }
        if (caller != null) {
            MDC.put("principal", caller.principal());
        }
        if (caller != null && caller.shop() != null) {
            MDC.put("shop", caller.shop().key());
        }
        LOG.infof("%s %s %d in %d ms", method, template, status, millis);
    }

    private String template(RoutingContext route, Context context) {
        String served = context.getLocal(TEMPLATE);
        if (served != null) {
            return served;
        }
        String path;
        try {
            path = route.normalizedPath();
        } catch (IllegalArgumentException undecodable) {
            return "none";
        }
        if (Authentication.isBelow(path, "/graphql")) {
            return "/graphql";
        }
        return offers.template(path).orElse(Authentication.isBelow(path, "/q") ? "/q" : "none");
    }
}
