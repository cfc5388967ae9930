package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Writers that never tire: single orders, batches, tags given and taken. What the service does not acknowledge, as
/// while it is dead, they forget and go on.
final class DriftWriters implements AutoCloseable {
    private static final int BATCH = 50;
    private static final String LOST = """
        select count(*) from unnest(?::text[]) as acknowledged (id)
        where not exists (select from customer_order o where o.source = 'shop' and o.external_id = acknowledged.id)
        """;

    private final Stage stage;
    private final Orders orders;
    private final Random random = new Random(9);
    private final Queue<String> stored = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final CountDownLatch running;
    private volatile boolean stopped;

    DriftWriters(Stage stage, int writers) {
        this.stage = stage;
        this.orders = new Orders(stage.options().customers(), "app");
        this.running = new CountDownLatch(writers);
        var context = stage.vertx().getOrCreateContext();
        for (int i = 0; i < writers; i++) {
            context.runOnContext(none -> next(stage.vertx()));
        }
    }

    private void next(Vertx vertx) {
        if (stopped) {
            running.countDown();
            return;
        }
        write().onSuccess(done -> {
                    acknowledged.incrementAndGet();
                    next(vertx);
                })
                .onFailure(failure -> {
                    refused.incrementAndGet();
                    vertx.setTimer(20, timer -> next(vertx));
                });
    }

    private Future<?> write() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return batch();
        }
        return kind < 4 ? tag(kind == 1) : order();
    }

    private Future<?> order() {
        var id = Orders.newId();
        return stage.ours().send(orders.one(orders.anyCustomer(), id)).onSuccess(answer -> stored.add(id));
    }

    private Future<?> batch() {
        Map<Integer, String> ids = new HashMap<>();
        for (int i = 0; i < BATCH; i++) {
            ids.put(orders.anyCustomer(), Orders.newId());
        }
        return stage.ours()
                .send(orders.batch(ids))
                .map(Orders::allStored)
                .onSuccess(answer -> stored.addAll(List.copyOf(ids.values())));
    }

    private Future<?> tag(boolean remove) {
        var path = "/v1/customers/" + Dataset.customer(orders.anyCustomer()) + "/tags/t0" + (1 + random.nextInt(9));
        return stage.ours()
                .send(new Call(
                        remove ? HttpMethod.DELETE : HttpMethod.PUT,
                        path,
                        "application/json",
                        Buffer.buffer(remove ? "" : "{}")));
    }

    /// Returns once the last answers are there.
    @Override
    public void close() {
        stopped = true;
        try {
            running.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long refused() {
        return refused.get();
    }

    /// How many orders were acknowledged and are not there.
    long lost() throws SQLException {
        return lost(stage, stored);
    }

    static long lost(Stage stage, Collection<String> acknowledged) throws SQLException {
        var connection = stage.owner().connection();
        try (var statement = connection.prepareStatement(LOST)) {
            statement.setArray(1, connection.createArrayOf("text", acknowledged.toArray()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
