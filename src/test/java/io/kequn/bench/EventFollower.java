package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Follows the events of a shop from one connection to the next, as an application does that keeps the last cursor.
final class EventFollower implements AutoCloseable {
    static final Way STREAM = EventFollower::stream;
    static final Way SUBSCRIPTION = EventFollower::subscription;

    private static final String SUBSCRIBE =
            "subscription($since: String) { changes(since: $since) { cursor node { id } } }";

    private final Way way;
    private final String key;
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger connected = new AtomicInteger();
    private volatile String cursor;
    private volatile @Nullable HttpClient http;

    /// Returns when the connection has ended.
    interface Way {
        void follow(EventFollower follower, HttpClient http, int port) throws IOException, InterruptedException;
    }

    EventFollower(Way way, String key, String cursor) {
        this.way = way;
        this.key = key;
        this.cursor = cursor;
    }

    void follow(int port) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        http = client;
        try {
            way.follow(this, client, port);
        } catch (IOException | CompletionException e) {
            // The replica has ended, or has not begun yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
    }

    int count() {
        return events.size();
    }

    int connected() {
        return connected.get();
    }

    /// How what was heard differs from what there is.
    Optional<String> problem(List<String> all) {
        var heard = List.copyOf(events);
        var name = way == STREAM ? "the stream" : "the subscription";
        if (heard.equals(all)) {
            return Optional.empty();
        }
        int alike = 0;
        while (alike < heard.size() && alike < all.size() && heard.get(alike).equals(all.get(alike))) {
            alike++;
        }
        return Optional.of(
                name + " told " + heard.size() + " events of " + all.size() + ", the first " + alike + " as they were");
    }

    private void heard(String event, String next) {
        events.add(event);
        cursor = next;
    }

    private static void stream(EventFollower me, HttpClient http, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/changes"))
                .header("Authorization", "Bearer " + me.key)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", me.cursor)
                .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            return;
        }
        me.connected.incrementAndGet();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var id = me.cursor;
            var data = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring("id:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data = line.substring("data:".length());
                } else if (line.isEmpty() && data.contains("\"specversion\"")) {
                    // Only what was read to its end has been heard.
                    me.heard(new JsonObject(data).getString("id"), id);
                    data = "";
                }
            }
        }
    }

    private static void subscription(EventFollower me, HttpClient http, int port) {
        var ended = new CompletableFuture<Void>();
        var socket = http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .header("Authorization", "Bearer " + me.key)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), new Listener(me, ended))
                .join();
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        me.connected.incrementAndGet();
        ended.join();
        socket.abort();
    }

    private record Listener(EventFollower me, CompletableFuture<Void> ended, StringBuilder text)
            implements WebSocket.Listener {
        Listener(EventFollower me, CompletableFuture<Void> ended) {
            this(me, ended, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(socket, new JsonObject(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void take(WebSocket socket, JsonObject message) {
            switch (message.getString("type")) {
                case "connection_ack" -> {
                    var query = new JsonObject()
                            .put("query", SUBSCRIBE)
                            .put("variables", new JsonObject().put("since", me.cursor));
                    var subscribe = new JsonObject()
                            .put("id", "1")
                            .put("type", "subscribe")
                            .put("payload", query);
                    socket.sendText(subscribe.encode(), true);
                }
                case "next" -> {
                    var edge = message.getJsonObject("payload")
                            .getJsonObject("data")
                            .getJsonObject("changes");
                    me.heard(edge.getJsonObject("node").getString("id"), edge.getString("cursor"));
                }
                case "ping" -> socket.sendText("{\"type\":\"pong\"}", true);
                case "error", "complete" -> ended.complete(null);
                default -> {
                    // Nothing else tells of events.
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.complete(null);
        }
    }

    @Override
    public void close() {
        var client = http;
        if (client != null) {
            client.shutdownNow();
        }
    }
}
