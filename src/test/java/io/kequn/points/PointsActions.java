package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Does at random whatever changes points of the customers `pos:1` and `pos:2`. What a customer cannot do is
/// refused, and may be.
final class PointsActions {
    private final Purse purse;
    private final Random random;
    private final List<String> holds = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private int number;

    PointsActions(Purse purse, Random random) {
        this.purse = purse;
        this.random = random;
    }

    void act(int which) {
        var customer = "pos:" + which;
        int points = 1 + random.nextInt(60);
        switch (random.nextInt(12)) {
            case 0, 1 -> post(customer, "earn", Map.of("points", points), entries, "entries[0].id");
            case 2 -> post(customer, "earn", Map.of("points", points, "expiresAt", soon()), entries, "entries[0].id");
            case 3, 4 -> post(customer, "redeem", Map.of("points", points), entries, "entries[0].id");
            case 5 -> post(customer, "freeze", Map.of("points", points, "expiresAt", soon()), holds, "hold.id");
            case 6 -> end(customer);
            case 7 -> post(customer, "transfer", Map.of("points", points, "to", "pos:" + (3 - which)));
            case 8 ->
                post(customer, "adjust", Map.of("points", random.nextBoolean() ? points : -points, "reason", "x"));
            case 9 -> entry().ifPresent(entry -> post(customer, "entries/" + entry + "/reverse", Map.of()));
            case 10 -> order(customer, "o" + ++number, "paid", points);
            default -> refund(customer);
        }
    }

    private void end(String customer) {
        if (!holds.isEmpty()) {
            var hold = holds.remove(random.nextInt(holds.size()));
            var verb = "holds/" + hold + (random.nextBoolean() ? "/consume" : "/release");
            post(customer, verb, Map.of());
        }
    }

    private Optional<String> entry() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.remove(random.nextInt(entries.size())));
    }

    private void refund(String customer) {
        if (orders.isEmpty()) {
            return;
        }
        var order = orders.remove(random.nextInt(orders.size()));
        order(customer, order, random.nextBoolean() ? "cancelled" : "paid", random.nextInt(80));
    }

    private String now() {
        return purse.shop().given().get("/v1/shop/clock").path("now");
    }

    private String soon() {
        return Instant.parse(now())
                .plus(Duration.ofHours(1 + random.nextInt(500)))
                .toString();
    }

    private void order(String customer, String id, String status, int total) {
        var order = new HashMap<>(Purse.order(customer, id, total + ".00", "status", status));
        order.put("placedAt", now());
        purse.put(order);
        orders.add(id);
    }

    private void post(String customer, String verb, Map<String, ?> body) {
        post(customer, verb, body, new ArrayList<>(), "points.balance");
    }

    private void post(String customer, String verb, Map<String, ?> body, List<String> kept, String what) {
        var answer = purse.post(customer, verb, body).extract();
        assertThat(answer.statusCode()).as(verb).isIn(200, 404, 409, 422);
        if (answer.statusCode() == 200) {
            kept.add(String.valueOf(answer.<Object>path(what)));
        }
    }
}
