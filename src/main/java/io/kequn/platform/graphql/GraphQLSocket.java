package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.TOO_MANY_STREAMS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.platform.access.Caller;
import io.kequn.platform.http.Authentication.Presented;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One web socket: who it is, and the operations that it has running. All of it happens on the socket's context.
///
/// Codes with which it is closed are those of the protocol: 4400 what cannot be read, 4401 an operation of nobody,
/// 4403 a credential that does not hold, 4408 nobody in time, 4409 an id twice, 4429 who it is twice.
final class GraphQLSocket {
    private final GraphQLSockets sockets;
    private final ServerWebSocket socket;
    private final Context context;
    private final RequestInfo info;
    private final Map<String, GraphQLOperation> running = new HashMap<>();
    private Presented presented;
    private @Nullable Caller caller;
    private boolean initialised;
    private boolean heard = true;
    private long timer;
    private int number;

    GraphQLSocket(
            GraphQLSockets sockets, ServerWebSocket socket, Context context, RequestInfo info, Presented presented) {
        this.sockets = sockets;
        this.socket = socket;
        this.context = context;
        this.info = info;
        this.presented = presented;
    }

    void begin() {
        socket.textMessageHandler(this::receive);
        socket.binaryMessageHandler(bytes -> close(4400, "Messages are text"));
        socket.pongHandler(pong -> heard = true);
        socket.exceptionHandler(failure -> close(4400, "Message cannot be read"));
        var owner = context.owner();
        owner.setTimer(sockets.limits().patience().toMillis(), late -> {
            if (caller == null) {
                close(4408, "Connection initialisation timeout");
            }
        });
        timer = owner.setPeriodic(sockets.limits().ping().toMillis(), tick -> ping());
    }

    /// Whoever has not answered the last one is no longer there.
    private void ping() {
        if (!heard) {
            close(4408, "No answer to a ping");
            return;
        }
        heard = false;
        Future<Void> unused = socket.writePing(Buffer.buffer());
    }

    void ended() {
        context.owner().cancelTimer(timer);
        List.copyOf(running.values()).forEach(GraphQLOperation::cancel);
        running.clear();
    }

    /// Before the replica stops.
    void leave() {
        context.runOnContext(nothing -> close(1001, "Going away"));
    }

    void close(int code, String reason) {
        if (!socket.isClosed()) {
            Future<Void> unused = socket.close((short) code, reason);
        }
    }

    private void receive(String text) {
        heard = true;
        JsonNode message;
        try {
            message = sockets.json().readTree(text);
        } catch (JsonProcessingException e) {
            close(4400, "Message is not JSON");
            return;
        }
        var id = message.path("id").asText("");
        switch (message.path("type").asText("")) {
            case "connection_init" -> init(message.path("payload"));
            case "ping" -> send("pong", null, null);
            case "pong" -> {}
            case "subscribe" -> subscribe(id, message.path("payload"));
            case "complete" -> {
                var one = running.remove(id);
                if (one != null) {
                    one.cancel();
                }
            }
            default -> close(4400, "Message type is not known");
        }
    }

    private void init(JsonNode payload) {
        if (initialised) {
            close(4429, "Too many initialisation requests");
            return;
        }
        initialised = true;
        presented = new Presented(
                field(payload, "authorization", presented.authorization()),
                field(payload, "kequn-shop", presented.shop()));
        known().subscribe()
                .with(
                        found -> {
                            caller = found;
                            send("connection_ack", null, null);
                        },
                        failure -> close(4403, "Forbidden"));
    }

    private static @Nullable String field(JsonNode payload, String name, @Nullable String otherwise) {
        return payload.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(field -> field.getValue().asText())
                .orElse(otherwise);
    }

    private Uni<Caller> known() {
        return sockets.authentication().caller(presented);
    }

    private void subscribe(String id, JsonNode payload) {
        var known = caller;
        if (known == null) {
            close(4401, "Unauthorized");
            return;
        }
        if (id.isEmpty() || !payload.isObject()) {
            close(4400, "An operation has an id and a payload");
            return;
        }
        if (running.containsKey(id)) {
            close(4409, "Subscriber for " + (id.length() > 50 ? "this id" : id) + " already exists");
            return;
        }
        var own = new RequestInfo(info.requestId() + "/" + ++number, info.locale());
        var one = new GraphQLOperation(this, sockets, id, own);
        if (running.size() >= sockets.limits().operations()) {
            send(
                    "error",
                    id,
                    one.errors(TOO_MANY_STREAMS.because(
                            "A web socket may have " + sockets.limits().operations() + " operations running; end one.",
                            "一个 WebSocket 最多同时运行 " + sockets.limits().operations() + " 个操作；请先结束一个。")));
            return;
        }
        running.put(id, one);
        one.run(context, known, presented, payload.toString());
    }

    /// What the operation has told last; nothing where it was ended meanwhile.
    void end(GraphQLOperation one, String type, @Nullable JsonNode payload) {
        context.runOnContext(nothing -> {
            if (running.remove(one.id(), one)) {
                send(type, one.id(), payload);
            }
        });
    }

    /// Nobody goes on without a credential. After what was told last.
    void lost(Refusal refusal) {
        if (refusal.code() == ErrorCode.CREDENTIAL_INVALID || refusal.code() == ErrorCode.SHOP_NOT_ACTIVE) {
            context.runOnContext(nothing -> close(4403, "Forbidden"));
        }
    }

    /// Gives when it has been sent, from any thread.
    @CanIgnoreReturnValue
    Future<Void> send(String type, @Nullable String id, @Nullable JsonNode payload) {
        ObjectNode message = sockets.json().createObjectNode();
        if (id != null) {
            message.put("id", id);
        }
        message.put("type", type);
        if (payload != null) {
            message.set("payload", payload);
        }
        return socket.isClosed() ? Future.succeededFuture() : socket.writeTextMessage(message.toString());
    }
}
