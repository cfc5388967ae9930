package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.problem.Refusal;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Answers what is no HTTP, such as a request line of one word, a control character in a header field, or a
/// chunk whose size is no number. The server hands the former to no route and answers a bare status; for the
/// latter it closes the connection without a word.
///
/// Vert.x has a handler for that on its server, which Quarkus makes and gives nobody. What Vert.x does tell of
/// each request, good or bad and before it is handled, is its metrics; so this looks like metrics, and counts
/// nothing. Those who do measure stay beside it.
@Singleton
class MalformedRequests implements VertxOptionsCustomizer {
    private final Instance<Problems> problems;

    MalformedRequests(Instance<Problems> problems) {
        this.problems = problems;
    }

    // The builder of Vert.x, which is to be told instead, is in the hands of Quarkus.
    @SuppressWarnings("deprecation")
    @Override
    public void accept(VertxOptions options) {
        var present = options.getMetricsOptions();
        var others = present == null || !present.isEnabled() ? null : present.getFactory();
        options.setMetricsOptions(new MetricsOptions()
                .setEnabled(true)
                .setFactory(
                        own -> others == null ? new Servers() : BothMetrics.of(others.metrics(own), new Servers())));
    }

    private final class Servers implements VertxMetrics {
        @Override
        public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress address) {
            return new Requests();
        }
    }

    /// The request of a connection that has no whole answer yet.
    private static final class Open {
        private @Nullable HttpServerRequestInternal request;
    }

    private final class Requests implements HttpServerMetrics<Open, Object, Open> {
        @Override
        public Open connected(SocketAddress address, String name) {
            return new Open();
        }

        @Override
        public Open requestBegin(Open open, HttpRequest begun) {
            if (begun instanceof HttpServerRequestInternal request
                    && request.connection() instanceof HttpServerConnection connection) {
                open.request = request;
                connection.invalidRequestHandler(MalformedRequests.this::answer);
            }
            return open;
        }

        @Override
        public void responseEnd(Open open, HttpResponse response, long bytes) {
            open.request = null;
        }

        /// The last moment before the connection is closed.
        @Override
        public void exceptionOccurred(Open open, SocketAddress address, Throwable failure) {
            var request = open.request;
            if (request != null && Failures.isBrokenBody(failure) && request.context() instanceof ContextInternal own) {
                own.dispatch(request, broken -> answer(broken, Failures.refusal(failure)));
            }
        }
    }

    private void answer(HttpServerRequest request) {
        answer(request, refusal(request));
    }

    /// What follows on the connection cannot be read either.
    private void answer(HttpServerRequest request, Refusal refusal) {
        Edge.receiveOnce(request);
        if (!request.response().headWritten()) {
            var connection = request.connection();
            var unused = problems.get()
                    .send(request.response().putHeader("Connection", "close"), refusal)
                    .onComplete(sent -> connection.close());
        }
    }

    private static Refusal refusal(HttpServerRequest request) {
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException tooLong -> Failures.ofStatus(414, tooLong);
            case TooLongHttpHeaderException tooLarge -> Failures.ofStatus(431, tooLarge);
            case null, default ->
                INPUT_INVALID.because(
                        "The request line or a header field is not well-formed HTTP.", "请求行或请求头不符合 HTTP 规范。");
        };
    }
}
