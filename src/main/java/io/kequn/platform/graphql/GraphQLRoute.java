package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.BODY_TOO_LARGE;
import static io.kequn.platform.problem.ErrorCode.MEDIA_TYPE_UNSUPPORTED;
import static io.kequn.platform.problem.ErrorCode.METHOD_NOT_ALLOWED;

import io.kequn.platform.access.Caller;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.graphql.GraphQLEngine.Transport;
import io.kequn.platform.http.Failures;
import io.kequn.platform.http.Problems;
import io.kequn.platform.http.RequestChecks;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.limit.RateLimits;
import io.kequn.platform.problem.Refusal;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/graphql`, as the GraphQL-over-HTTP specification wants it: POST, and GET for queries; both media types and
/// their status codes; and [GraphQLSockets]. What is no GraphQL request at all is refused with a problem document.
/// The route never passes a request on, so SmallRye's own endpoint and its web socket behind it are out of reach.
///
/// It runs on the request's own context, which Vert.x, the PG client and [Caller] keep, and does not leave it.
@Singleton
public class GraphQLRoute {
    /// After the filters of the HTTP edge, before SmallRye's web socket at -99.
    private static final int ORDER = -100;

    private static final String JSON = "application/json";
    private static final String METHODS = "GET, POST, OPTIONS";

    private final GraphQLEngine engine;
    private final GraphQLConfig limits;
    private final Problems problems;
    private final GraphQLSockets sockets;
    private final RateLimits rates;

    GraphQLRoute(
            GraphQLEngine engine, GraphQLConfig limits, Problems problems, GraphQLSockets sockets, RateLimits rates) {
        this.sockets = sockets;
        this.rates = rates;
        this.engine = engine;
        this.limits = limits;
        this.problems = problems;
    }

    void mount(@Observes Router router) {
        router.get("/graphql").order(ORDER).handler(sockets::open);
        router.route("/graphql")
                .order(ORDER)
                .handler(BodyHandler.create(false).setBodyLimit(limits.body()))
                .handler(this::handle);
        router.get("/graphql/schema.graphql").order(ORDER).handler(this::schema);
    }

    private void schema(RoutingContext http) {
        http.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(SchemaText.of(engine.schema()));
    }

    private void handle(RoutingContext http) {
        if (http.request().method().equals(HttpMethod.OPTIONS)) {
            http.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, METHODS)
                    .end();
            return;
        }
        Deadline.current().ifPresent(Deadline::restart);
        try {
            var caller = Caller.current();
            var info = new RequestInfo(caller.requestId(), caller.locale());
            run(http, request(http), info, AnswerForm.of(http));
        } catch (Refusal refusal) {
            refuse(http, refusal);
        }
    }

    private void run(RoutingContext http, GraphQLRequest request, RequestInfo info, AnswerForm form) {
        VertxContextSafetyToggle.setCurrentContextSafe(true);
        var requestScope = Arc.container().requestContext();
        if (!requestScope.isActive()) {
            requestScope.activate();
        }
        var beans = requestScope.getState();
        http.addEndHandler(end -> requestScope.destroy(beans));
        var transport = http.request().method().equals(HttpMethod.GET) ? Transport.GET : Transport.POST;
        try {
            var meter = QueryMeter.of(rates);
            var unused = engine.execute(request, transport, info, beans, meter)
                    .thenAccept(result -> {
                        meter.tell(http.response());
                        form.send(
                                http,
                                GraphQLAnswer.of(result, info, engine.schema()).with(meter));
                    })
                    .whenComplete((done, failure) -> refuseLate(http, failure));
        } finally {
            requestScope.deactivate();
        }
    }

    private void refuseLate(RoutingContext http, @Nullable Throwable failure) {
        if (failure != null) {
            refuse(http, Failures.refusal(failure));
        }
    }

    private void refuse(RoutingContext http, Refusal refusal) {
        if (refusal.code() == METHOD_NOT_ALLOWED) {
            http.response().putHeader(HttpHeaders.ALLOW, METHODS);
        }
        problems.send(http, refusal);
    }

    private GraphQLRequest request(RoutingContext http) {
        var method = http.request().method();
        if (method.equals(HttpMethod.GET)) {
            return GraphQLRequest.ofParameters(http.queryParams());
        }
        if (!method.equals(HttpMethod.POST)) {
            throw METHOD_NOT_ALLOWED.because("Use POST, or GET for queries.", "请使用 POST；查询也可使用 GET。");
        }
        checkContentType(http.request().getHeader(HttpHeaders.CONTENT_TYPE));
        var body = http.body().buffer();
        if (body != null && body.length() > limits.body()) {
            throw bodyTooLarge();
        }
        if (body != null) {
            RequestChecks.checkText(body);
        }
        return GraphQLRequest.ofBody(body == null ? "" : body.toString());
    }

    private static void checkContentType(@Nullable String header) {
        String type = header == null
                ? ""
                : header.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        if (!type.equals(JSON) && !type.equals(JSON + ";charset=utf-8")) {
            throw MEDIA_TYPE_UNSUPPORTED.because(
                    "Send the request as `application/json` in UTF-8.", "请以 UTF-8 编码的 `application/json` 发送请求。");
        }
    }

    private Refusal bodyTooLarge() {
        return BODY_TOO_LARGE.because(
                "A GraphQL request may have " + limits.body() + " bytes at most.",
                "GraphQL 请求最多 " + limits.body() + " 字节。");
    }
}
