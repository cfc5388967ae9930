package io.kequn.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A receiver of webhooks that answers at once, refuses some events the first time, and remembers in which order
/// it took the others.
final class HookReceiver implements AutoCloseable {
    /// So many events are refused once: one of these.
    private static final int REFUSES_ONE_OF = 500;

    private final HttpServer server;
    private final Set<Long> refused = new HashSet<>();
    private final Map<Long, Integer> bodies = new HashMap<>();
    private final Map<String, List<Long>> order = new HashMap<>();
    private long requests;
    private long changed;

    HookReceiver(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body.toString())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hooks";
    }

    private synchronized void take(HttpServerRequest request, String body) {
        requests++;
        long number = Long.parseLong(request.getHeader("webhook-id"));
        if (number % REFUSES_ONE_OF == 0 && refused.add(number)) {
            request.response().setStatusCode(500).end();
            return;
        }
        var event = new JsonObject(body);
        var before = bodies.putIfAbsent(number, body.hashCode());
        if (before == null) {
            order.computeIfAbsent(event.getString("partitionkey"), customer -> new ArrayList<>())
                    .add(number);
        }
        boolean same =
                Long.parseLong(event.getString("sequence")) == number && (before == null || before == body.hashCode());
        changed += same ? 0 : 1;
        request.response().end();
    }

    synchronized long requests() {
        return requests;
    }

    /// The events that it has taken, by their ids.
    synchronized Set<Long> taken() {
        return Set.copyOf(bodies.keySet());
    }

    synchronized int size() {
        return bodies.size();
    }

    /// Events whose id or content was another the second time.
    synchronized long changed() {
        return changed;
    }

    /// Customers whose events were first taken in another order than that in which they happened.
    synchronized long disordered() {
        return order.values().stream()
                .filter(numbers -> !numbers.equals(numbers.stream().sorted().toList()))
                .count();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
