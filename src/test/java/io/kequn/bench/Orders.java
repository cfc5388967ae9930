package io.kequn.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Orders that the benchmark sends: new ones, of customers who are there, placed just now, without lines.
final class Orders {
    private static final AtomicLong SENT = new AtomicLong();

    private final int customers;
    private final String channel;
    private final Random random = new Random(8);

    Orders(int customers, String channel) {
        this.customers = customers;
        this.channel = channel;
    }

    int anyCustomer() {
        return 1 + random.nextInt(customers);
    }

    Call one() {
        return one(anyCustomer());
    }

    Call one(int customer) {
        return one(customer, newId());
    }

    Call one(int customer, String id) {
        return Call.post("/v1/orders", "application/json", Buffer.buffer(order(customer, id)));
    }

    /// A batch for as many different customers.
    Call batch(int size) {
        Set<Integer> chosen = new LinkedHashSet<>();
        while (chosen.size() < size) {
            chosen.add(anyCustomer());
        }
        return batch(chosen.stream().collect(Collectors.toMap(customer -> customer, customer -> newId())));
    }

    Call batch(Map<Integer, String> idsByCustomer) {
        var lines = new StringBuilder(idsByCustomer.size() * 200);
        idsByCustomer.forEach(
                (customer, id) -> lines.append(order(customer, id)).append('\n'));
        return Call.post("/v1/orders", "application/x-ndjson", Buffer.buffer(lines.toString()));
    }

    static Call cancel(String id) {
        var body = new JsonObject().put("occurredAt", Instant.now().toString());
        return Call.post("/v1/orders/shop:" + id + "/cancellation", "application/json", body.toBuffer());
    }

    /// A line of a batch is answered on its own.
    static Buffer allStored(Buffer answer) {
        var text = answer.toString();
        if (text.contains("\"error\":")) {
            throw new Target.WrongAnswer("A line of a batch was refused: "
                    + text.lines()
                            .filter(line -> line.contains("\"error\":"))
                            .findFirst()
                            .orElse(""));
        }
        return answer;
    }

    static String newId() {
        return "bench-" + SENT.incrementAndGet();
    }

    private String order(int customer, String id) {
        int cents = 500 + random.nextInt(9_501);
        return new JsonObject()
                .put("customer", Dataset.reference(customer))
                .put("source", "shop")
                .put("externalId", id)
                .put("placedAt", Instant.now().toString())
                .put(
                        "total",
                        new JsonObject()
                                .put("amount", cents / 100 + "." + cents % 100 / 10 + cents % 10)
                                .put("currency", "USD"))
                .put("channel", channel)
                .encode();
    }

    /// Customers for a recording, with the names of their orders. No other value of an order reads like their numbers.
    static Map<Integer, String> toRecord(int size, int customers) {
        var orders = new TreeMap<Integer, String>();
        for (int i = 0; i < size; i++) {
            orders.put(customers - 3 * i, "recorded-" + newId());
        }
        return orders;
    }
}
