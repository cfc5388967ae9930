package io.kequn.bench;

import io.kequn.bench.FaultAnswers.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Writers and readers behind a load balancer. A write is repeated, under its id or key, until it is answered.
final class FaultLoad implements AutoCloseable {
    private static final int CLIENTS = 12;
    private static final int CUSTOMERS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final String[] VERBS = {"earn", "earn", "redeem"};

    private final List<Replica> replicas;
    private final FaultAnswers answers;
    private final String key;
    private final Orders orders;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> stored = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> points = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    FaultLoad(List<Replica> replicas, FaultAnswers answers, Stage stage) {
        this.replicas = replicas;
        this.answers = answers;
        this.key = stage.api().key();
        this.orders = new Orders(stage.options().customers(), "app");
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(i);
            threads.add(Thread.ofVirtual().start(() -> work(random)));
        }
    }

    private void work(Random random) {
        while (!stopped) {
            switch (random.nextInt(6)) {
                case 0, 1 -> order();
                case 2 -> points(random);
                case 3 -> tag(random);
                case 4 -> sent(random, "GET", "/v1/customers/" + customer(random) + "/card", null, null);
                default -> sent(random, "GET", "/v1/segments?limit=20", null, null);
            }
            Pause.of(Duration.ofMillis(30));
        }
    }

    private void order() {
        var id = Orders.newId();
        String body;
        synchronized (orders) {
            body = orders.one(orders.anyCustomer(), id).body().toString();
        }
        if (isGood(untilAnswered("POST", "/v1/orders", body, null))) {
            stored.add(id);
        }
    }

    private void points(Random random) {
        var name = UUID.randomUUID().toString();
        var body = new JsonObject().put("points", 1 + random.nextInt(50)).put("reason", name);
        var path = "/v1/customers/" + customer(random) + "/points/" + VERBS[random.nextInt(VERBS.length)];
        points.put(name, untilAnswered("POST", path, body.encode(), name));
    }

    private void tag(Random random) {
        var path = "/v1/customers/" + customer(random) + "/tags/t0" + (1 + random.nextInt(9));
        boolean give = random.nextBoolean();
        int unused = untilAnswered(give ? "PUT" : "DELETE", path, give ? "{}" : null, null);
    }

    private static String customer(Random random) {
        return Dataset.customer(1 + random.nextInt(CUSTOMERS)).toString();
    }

    private static boolean isGood(int status) {
        return status >= 200 && status < 300;
    }

    private int untilAnswered(String method, String path, @Nullable String body, @Nullable String idempotencyKey) {
        var random = new Random();
        while (true) {
            int status = sent(random, method, path, body, idempotencyKey);
            if (status > 0 && status != 503 && status != 429) {
                return status;
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    /// One that is ready, or where none is, one that is there at all: so clients see what it answers then.
    private Replica replica(Random random) {
        var ready = replicas.stream().filter(Replica::isReady).toList();
        var there = ready.isEmpty() ? replicas.stream().filter(Replica::isAlive).toList() : ready;
        var some = there.isEmpty() ? replicas : there;
        return some.get(random.nextInt(some.size()));
    }

    private int sent(
            Random random, String method, String path, @Nullable String body, @Nullable String idempotencyKey) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + replica(random).port() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        long begun = System.nanoTime();
        var said = said(request.build());
        long ended = System.nanoTime();
        var what = method + " " + path.replaceAll("[0-9a-f-]{36}", "*") + said.code;
        answers.add(new Answer(ended, said.status, ended - begun, what));
        return said.status;
    }

    private record Said(int status, String code) {}

    /// While the first request under a key still runs, nothing is decided.
    private Said said(HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var code =
                    answer.body().replaceFirst("(?s).*\"detail\":\"([^\"]*)\",\"code\":\"([a-z_]*)\".*", " ($2: $1)");
            return answer.body().contains("request_running")
                    ? new Said(503, code)
                    : new Said(answer.statusCode(), answer.statusCode() < 400 ? "" : code);
        } catch (HttpTimeoutException e) {
            return new Said(FaultAnswers.HUNG, "");
        } catch (IOException e) {
            return new Said(FaultAnswers.BROKEN, "");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns once everything is answered.
    @Override
    public void close() {
        stopped = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    List<String> stored() {
        return List.copyOf(stored);
    }

    /// By the key of each command of points, how it was answered.
    Map<String, Integer> points() {
        return Map.copyOf(points);
    }
}
