package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.access.Caller;
import io.kequn.platform.http.Authentication.Presented;
import io.kequn.platform.problem.Refusal;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// The first to see a request and the last to see a failure: gives the request its id and language, lets only
/// well-formed ones in, only with a known caller, and answers what no other layer answered.
@Singleton
class Edge {
    /// Filters run from high to low, and all of these before the server's own body limit, whose refusal has no
    /// document.
    private static final int RECEIVE = 1000;

    private static final int ANSWER_BROWSER = 950;
    private static final int AUTHENTICATE = 900;
    private static final int TELL_METHODS = 850;
    private static final int READ_BODY = 800;
    private static final int CHECK_BODY = 700;

    private final Problems problems;
    private final RequestChecks checks;
    private final Authentication authentication;
    private final Cors cors;
    private final Offers offers;
    private final RequestLog log;
    private final BodyHandler bodies;
    private final List<StreamedBody> streamed;

    Edge(
            Problems problems,
            RequestChecks checks,
            Authentication authentication,
            Cors cors,
            Offers offers,
            RequestLog log,
            @All List<StreamedBody> streamed) {
        this.problems = problems;
        this.checks = checks;
        this.authentication = authentication;
        this.cors = cors;
        this.offers = offers;
        this.log = log;
        this.streamed = List.copyOf(streamed);
        this.bodies = BodyHandler.create(false).setBodyLimit(checks.mostBody());
    }

    void filters(@Observes Filters filters) {
        filters.register(this::receive, RECEIVE);
        filters.register(cors::answer, ANSWER_BROWSER);
        filters.register(this::authenticate, AUTHENTICATE);
        filters.register(offers::tell, TELL_METHODS);
        filters.register(this::readBody, READ_BODY);
        filters.register(this::checkBody, CHECK_BODY);
    }

    void failures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::fail);
        // What is refused before any route is asked, such as an address that cannot be decoded.
        router.errorHandler(400, this::fail);
    }

    private void receive(RoutingContext route) {
        receive(route.request());
        log.follow(route);
        route.addHeadersEndHandler(end -> AnswerFields.complete(route));
        try {
            if (stream(route.request()).isEmpty()) {
                RequestChecks.checkUnpacked(route.request());
            }
            checks.check(route.request(), mostBody(route.request()));
        } catch (Refusal refusal) {
            problems.send(route, refusal);
            return;
        }
        route.next();
    }

    /// Gives the request its id and language, if it has none yet.
    static void receiveOnce(HttpServerRequest request) {
        if (!request.response().headers().contains(RequestInfo.HEADER)
                && !request.response().headWritten()) {
            receive(request);
        }
    }

    private static void receive(HttpServerRequest request) {
        var info = RequestInfo.of(request);
        RequestInfo.set(Objects.requireNonNull(Vertx.currentContext()), info);
        MDC.put("requestId", info.requestId());
        request.response().putHeader(RequestInfo.HEADER, info.requestId());
    }

    private void authenticate(RoutingContext route) {
        if (!Authentication.guards(route.normalizedPath()) || Authentication.isLater(route)) {
            route.next();
            return;
        }
        var context = Objects.requireNonNull(Vertx.currentContext());
        authentication
                .caller(route.request(), route.normalizedPath())
                .invoke(caller -> enter(context, caller, Presented.of(route.request())))
                .call(caller -> cors.admit(route, caller.shop()))
                .onFailure()
                .call(failure -> cors.admit(route, null))
                .subscribe()
                .with(caller -> route.next(), failure -> problems.send(route, Failures.refusal(failure)));
    }

    private void enter(Context context, Caller caller, Presented presented) {
        Caller.set(context, caller);
        Caller.setAgain(context, () -> authentication.caller(presented));
    }

    /// The framework would hand a body of more than a few kilobytes to a worker thread, where nothing may
    /// write definitions, and would cut off one that is too large without a word. So it is read here, for
    /// REST; GraphQL has a smaller limit of its own, and what a feature streams, it reads itself.
    private void readBody(RoutingContext route) {
        if (isRead(route)) {
            bodies.handle(route);
            return;
        }
        route.next();
    }

    /// A body that was announced and then empty: REST would wait for it for ever. What is no text is refused here
    /// once for all.
    private void checkBody(RoutingContext route) {
        if (route.body().available() && route.body().buffer() == null) {
            ((RoutingContextInternal) route).setBody(Buffer.buffer());
        }
        try {
            if (isRead(route) && route.body().buffer() != null) {
                RequestChecks.checkText(route.body().buffer());
            }
        } catch (Refusal refusal) {
            problems.send(route, refusal);
            return;
        }
        route.next();
    }

    private boolean isRead(RoutingContext route) {
        return Authentication.isBelow(route.normalizedPath(), "/v1")
                && RequestChecks.hasBody(route.request())
                && stream(route.request()).isEmpty();
    }

    private long mostBody(HttpServerRequest request) {
        return stream(request).map(StreamedBody::most).orElse(checks.mostBody());
    }

    private Optional<StreamedBody> stream(HttpServerRequest request) {
        return streamed.stream().filter(body -> body.isSentBy(request)).findFirst();
    }

    private void fail(RoutingContext route) {
        Throwable failure = route.failure();
        receiveOnce(route.request());
        problems.send(route, refusal(route, failure));
    }

    private static Refusal refusal(RoutingContext route, @Nullable Throwable failure) {
        if (route.request().version() == HttpVersion.HTTP_1_1 && route.request().getHeader("Host") == null) {
            return INPUT_INVALID.because("A request of HTTP/1.1 needs the field `Host`.", "HTTP/1.1 请求必须带 `Host` 字段。");
        }
        return failure == null ? Failures.ofStatus(route.statusCode(), null) : Failures.refusal(failure);
    }
}
