package io.kequn.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A real receiver of webhooks on this machine, which answers as it is told to and remembers what it got.
final class Receiver implements AutoCloseable {
    /// What it got, in the order in which it came.
    final List<Got> got = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile Function<Got, Reply> behaviour = got -> Reply.OK;

    record Got(Instant at, String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.get(name).getFirst();
        }

        String id() {
            return header("webhook-id");
        }

        JsonObject event() {
            return new JsonObject(body);
        }

        /// The tag that it is about.
        String tag() {
            return event().getJsonObject("data").getString("tag");
        }

        String customer() {
            return event().getJsonObject("data").getString("customerId");
        }
    }

    record Reply(int status, Map<String, String> headers, String body, Duration delay) {
        static final Reply OK = of(200);

        static Reply of(int status) {
            return new Reply(status, Map.of(), "answer " + status, Duration.ZERO);
        }

        Reply with(String header, String value) {
            return new Reply(status, Map.of(header, value), body, delay);
        }

        Reply after(Duration time) {
            return new Reply(status, headers, body, time);
        }

        Reply saying(String text) {
            return new Reply(status, headers, text, delay);
        }
    }

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var receiver = new Receiver(server);
            server.createContext("/", receiver::receive);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Receiver answering(Function<Got, Reply> behaviour) {
        var receiver = start();
        receiver.behave(behaviour);
        return receiver;
    }

    void behave(Function<Got, Reply> how) {
        behaviour = how;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /// The tags of all events so far, in order.
    List<String> tags() {
        return got.stream().map(Got::tag).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue));
        var received = new Got(Instant.now(), exchange.getRequestURI().toString(), headers, body);
        var reply = behaviour.apply(received);
        got.add(received);
        sleep(reply.delay());
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
