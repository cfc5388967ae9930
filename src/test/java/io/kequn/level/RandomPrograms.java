package io.kequn.level;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Terms of level programs by chance, with rules that time changes and rules that it does not.
final class RandomPrograms {
    private final Random random;
    private final List<Object> made = new ArrayList<>();

    RandomPrograms(Random random) {
        this.random = random;
    }

    /// From the lowest to the highest, as [LevelPrograms] writes them; the lowest may ask for something, too.
    List<String> levels() {
        var levels = new ArrayList<String>();
        if (random.nextBoolean()) {
            levels.add("regular");
        }
        int least = 50 + random.nextInt(200);
        for (var key : Stream.of("bronze", "silver", "gold").toList()) {
            if (random.nextInt(4) > 0 || levels.isEmpty()) {
                levels.add(key + ": " + rule(least));
                least += 100 + random.nextInt(400);
            }
        }
        made.add(levels);
        return levels;
    }

    private String rule(int least) {
        return switch (random.nextInt(3)) {
            case 0 -> "amount_spent >= " + least;
            case 1 -> "orders_placed MATCHES (date >= -20d, sum_amount >= " + least + ")";
            default -> "amount_spent >= " + least + " AND last_order_date >= -15d";
        };
    }

    Map<String, ?> terms() {
        var terms = new LinkedHashMap<String, Object>();
        terms.put("upgrade", upgrade());
        var retention = retention();
        terms.put("retention", retention);
        terms.put("downgrade", downgrade("rolling".equals(retention.get("kind"))));
        if (random.nextBoolean()) {
            terms.put("warnings", List.of("P7D", "P3D"));
        }
        made.add(terms);
        return terms;
    }

    private Map<String, String> upgrade() {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of("kind", "next_period", "period", "month");
            case 1 -> Map.of("kind", "after", "hold", "P10D");
            default -> Map.of("kind", "once");
        };
    }

    private Map<String, String> retention() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("kind", "duration", "period", "P30D");
            case 1 -> Map.of("kind", "calendar", "date", "02-10");
            case 2 -> Map.of("kind", "rolling");
            default -> Map.of("kind", "forever");
        };
    }

    private Map<String, String> downgrade(boolean rolling) {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("kind", "reassess");
            case 1 -> Map.of("kind", "reassess", "grace", "P10D");
            case 2 -> rolling ? Map.of("kind", "one_step", "grace", "P10D") : Map.of("kind", "one_step");
            default -> Map.of("kind", "none");
        };
    }

    @Override
    public String toString() {
        return made.toString();
    }
}
