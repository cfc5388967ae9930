package io.kequn.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// One request to the ceiling: whose orders came, in the order of the customers, and the new ids that it has drawn.
final class Incoming {
    private final List<Line> lines;
    private final Map<Integer, UUID> fresh = new HashMap<>();
    private final long number = ThreadLocalRandom.current().nextLong(Recorder.NUMBERED, Long.MAX_VALUE);
    private final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);

    private Incoming(List<Line> lines) {
        this.lines = lines;
    }

    private record Line(int customer, String order) {
        static Line of(String json) {
            var order = new JsonObject(json);
            return new Line(Dataset.number(order.getString("customer")), order.getString("externalId"));
        }
    }

    /// An order a line, as the service gets them.
    static Incoming orders(Buffer body) {
        var lines = new ArrayList<Line>();
        body.toString().lines().forEach(line -> lines.add(Line.of(line)));
        lines.sort(Comparator.comparingInt(Line::customer));
        return new Incoming(lines);
    }

    /// The question about one customer.
    static Incoming customer(int number) {
        return new Incoming(List.of(new Line(number, "")));
    }

    Object fill(Script.Place place) {
        int index = place.index();
        return switch (place.what()) {
            case "customer" -> Dataset.customer(lines.get(index).customer());
            case "identity" -> Dataset.externalId(lines.get(index).customer());
            case "now" -> now;
            case "number" -> number;
            case "order" -> lines.get(index).order();
            default -> fresh.computeIfAbsent(index, number -> UUID.randomUUID());
        };
    }
}
