package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Writers of points that give no command up: what is not answered, as while the service is dead, is sent again
/// under its key.
final class PointsWriters {
    private static final int CUSTOMERS = 4;
    private static final int OK = 200;

    private final Stage stage;
    private final Random random = new Random(50);
    private final AtomicInteger left;
    private final AtomicLong repeated = new AtomicLong();
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();

    PointsWriters(Stage stage, int writers, int commands) {
        this.stage = stage;
        this.left = new AtomicInteger(commands);
        var context = stage.vertx().getOrCreateContext();
        for (int i = 0; i < writers; i++) {
            context.runOnContext(none -> next(stage.vertx()));
        }
    }

    private record Command(String key, String path, JsonObject body) {}

    private void next(Vertx vertx) {
        if (left.getAndDecrement() > 0) {
            send(vertx, command());
        }
    }

    private Command command() {
        var key = UUID.randomUUID().toString();
        var body = new JsonObject().put("points", 1 + random.nextInt(50)).put("reason", key);
        var verb = new String[] {"earn", "earn", "redeem", "freeze", "transfer"}[random.nextInt(5)];
        if (verb.equals("transfer")) {
            body.put("to", customer());
        }
        if (verb.equals("freeze")) {
            body.put("points", 1);
        }
        return new Command(key, "/v1/customers/" + customer() + "/points/" + verb, body);
    }

    private String customer() {
        return Dataset.customer(1 + random.nextInt(CUSTOMERS)).toString();
    }

    private void send(Vertx vertx, Command command) {
        status(command).onComplete(sent -> {
            if (sent.succeeded() && isAnswer(sent.result())) {
                answered.put(command.key(), sent.result());
                next(vertx);
                return;
            }
            repeated.incrementAndGet();
            vertx.setTimer(50, timer -> send(vertx, command));
        });
    }

    /// Done, or refused for good: too few points, or a gift to oneself.
    private static boolean isAnswer(int status) {
        return status == OK || status == 409 || status == 422;
    }

    private Future<Integer> status(Command command) {
        var target = stage.ours();
        return target.http()
                .request(HttpMethod.POST, target.port().getAsInt(), "127.0.0.1", command.path())
                .compose(request -> request.putHeader("Authorization", "Bearer " + target.key())
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Idempotency-Key", command.key())
                        .send(Buffer.buffer(command.body().encode())))
                .compose(answer -> answer.body().map(body -> status(answer.statusCode(), body)));
    }

    /// While the first request under a key still runs, nothing is decided.
    private static int status(int status, Buffer body) {
        return body.toString().contains("request_running") ? 503 : status;
    }

    void awaitAnswered(int commands) {
        while (answered.size() < commands) {
            Pause.briefly();
        }
    }

    Map<String, Integer> answered() {
        return Map.copyOf(answered);
    }

    long repeated() {
        return repeated.get();
    }
}
