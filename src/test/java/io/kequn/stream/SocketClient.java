package io.kequn.stream;

import io.kequn.Eventually;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client of GraphQL's web socket, with Java's own.
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StringBuilder text = new StringBuilder();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private volatile int closed;

    /// A message as it came, and when.
    public record Received(String id, String type, String text, long at) {
        static Received of(String text) {
            var message = new JsonObject(text);
            return new Received(message.getString("id", ""), message.getString("type"), text, System.nanoTime());
        }

        JsonPath message() {
            return new JsonPath(text);
        }

        Map<String, Object> event(String field) {
            return message().getMap("payload.data." + field + ".node");
        }
    }

    /// With the credential in the request that opens it, or without one.
    public SocketClient(@Nullable String secret, String protocol) {
        this(secret, protocol, "en");
    }

    private SocketClient(@Nullable String secret, String protocol, String language) {
        var builder = HTTP.newWebSocketBuilder().header("Accept-Language", language);
        if (!protocol.isEmpty()) {
            builder.subprotocols(protocol);
        }
        if (secret != null) {
            builder.header("Authorization", "Bearer " + secret);
        }
        socket = builder.buildAsync(URI.create("ws://localhost:" + RestAssured.port + "/graphql"), this)
                .join();
    }

    /// One that has been acknowledged.
    public static SocketClient of(String secret) {
        return of(secret, "en");
    }

    static SocketClient of(String secret, String language) {
        var client = new SocketClient(null, "graphql-transport-ws", language);
        client.init(secret);
        client.await(1);
        return client;
    }

    public void init(@Nullable String secret) {
        var message = new JsonObject().put("type", "connection_init");
        if (secret != null) {
            message.put("payload", new JsonObject().put("authorization", "Bearer " + secret));
        }
        send(message.encode());
    }

    public void subscribe(String id, String query) {
        send(new JsonObject()
                .put("id", id)
                .put("type", "subscribe")
                .put("payload", new JsonObject().put("query", query))
                .encode());
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(Received.of(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed = code;
        return null;
    }

    /// All messages, once there are so many.
    public List<Received> await(int count) {
        Eventually.holds(() -> received.size() >= count);
        return received;
    }

    /// The first message of this operation that fits.
    Received await(String id, Predicate<Received> fits) {
        Predicate<Received> wanted = each -> id.equals(each.id()) && fits.test(each);
        Eventually.holds(() -> received.stream().anyMatch(wanted));
        return received.stream().filter(wanted).findFirst().orElseThrow();
    }

    List<Received> events() {
        return received.stream().filter(each -> each.type().equals("next")).toList();
    }

    /// The code with which the service has closed it.
    public int closed() {
        Eventually.holds(() -> closed != 0);
        return closed;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
