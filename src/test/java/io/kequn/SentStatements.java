package io.kequn;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/// What one request really sends to PostgreSQL, told by the database client itself. Other requests and
/// background work do not count: a request's statements are known by its own context.
@Singleton
public class SentStatements implements VertxOptionsCustomizer {
    private static final String HEADER = "X-Count-Statements";

    private final Map<String, Queue<String>> byRequest = new ConcurrentHashMap<>();

    /// The statements of the one request that `call` makes, in the order in which they were sent.
    public List<String> of(RequestSpecification request, Function<RequestSpecification, Response> call) {
        var id = UUID.randomUUID().toString();
        byRequest.put(id, new ConcurrentLinkedQueue<>());
        var answer = call.apply(request.header(HEADER, id));
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.asString());
        }
        // The key's last use is noted beside the request, once a minute.
        return byRequest.remove(id).stream()
                .filter(sql -> !sql.startsWith("update api_key"))
                .toList();
    }

    /// The statements of a request that goes on and on and has the header `X-Count-Statements` with this id, up to
    /// now and on.
    public Queue<String> of(String id) {
        return byRequest.computeIfAbsent(id, unused -> new ConcurrentLinkedQueue<>());
    }

    /// The statements of work that no request asks for, on a context of its own.
    public static List<String> of(Vertx vertx, Supplier<Uni<?>> work) {
        var sent = new ConcurrentLinkedQueue<String>();
        var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(context, true);
        Tracer.locals(context).put(HEADER, sent);
        var done = new CompletableFuture<Object>();
        context.runOnContext(nothing -> work.get().subscribe().with(done::complete, done::completeExceptionally));
        done.join();
        return List.copyOf(sent);
    }

    /// The factory is deprecated for a builder of Vert.x that Quarkus does not let us at. Where traces are made, it is
    /// theirs.
    @Override
    @SuppressWarnings("deprecation")
    public void accept(VertxOptions options) {
        if (!ConfigProvider.getConfig().getValue("quarkus.otel.sdk.disabled", Boolean.class)) {
            return;
        }
        options.setTracingOptions(new TracingOptions().setFactory(given -> new Tracer()));
    }

    private final class Tracer implements VertxTracer<Object, Object> {
        @Override
        public <R> Object receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Map.Entry<String, String>> headers,
                TagExtractor<R> tags) {
            for (var header : headers) {
                if (header.getKey().equalsIgnoreCase(HEADER) && byRequest.containsKey(header.getValue())) {
                    locals(context).put(HEADER, byRequest.get(header.getValue()));
                }
            }
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <R> Object sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tags) {
            if (locals(context).get(HEADER) instanceof Queue<?> sent) {
                ((Queue<String>) sent).add(tags.extract(request).get("db.statement"));
            }
            return this;
        }

        private static Map<Object, Object> locals(Context context) {
            return ((ContextInternal) context).localContextData();
        }
    }
}
