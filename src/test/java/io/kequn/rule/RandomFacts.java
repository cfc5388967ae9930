package io.kequn.rule;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Draws customers whose dates lie on, just before and just after the boundaries of a rule, and whose other
/// values are those of the rule or nearly so; many are missing. The same ones for the same seed.
final class RandomFacts {
    private static final List<String> STATUSES = List.of("placed", "paid", "delivered", "completed", "cancelled");
    private static final List<String> TEXTS = List.of(
            "region",
            "city",
            "district",
            "language",
            "gender",
            "occupation",
            "income_band",
            "email_domain",
            "phone_country",
            "account_status",
            "acquisition_channel",
            "custom.shoe",
            "custom.status");

    private final Random random;
    private final EvaluationTime time;
    private final Boundaries boundaries;
    private final int currencyDigits;

    RandomFacts(long seed, EvaluationTime time, Boundaries boundaries, int currencyDigits) {
        this.random = new Random(seed);
        this.time = time;
        this.boundaries = boundaries;
        this.currencyDigits = currencyDigits;
    }

    FactCustomer customer(UUID id) {
        var orders = new ArrayList<FactOrder>();
        for (int i = few(); i > 0; i--) {
            orders.add(order());
        }
        var refunds = new ArrayList<Long>();
        for (int i = few() / 2; i > 0; i--) {
            refunds.add(1 + Math.abs(amount()));
        }
        var customer = new FactCustomer(id, values(), subset(FactPool.TAGS), orders, refunds);
        return customer.recorded(instant(), since(customer.values()))
                .did(events())
                .in(subset(List.of("dormant", "club")), layers());
    }

    private List<FactEvent> events() {
        var events = new ArrayList<FactEvent>();
        for (int i = few() * 2; i > 0; i--) {
            events.add(new FactEvent(UUID.nameUUIDFromBytes(bytes()), pick(FactPool.EVENTS), instant(), properties()));
        }
        return events;
    }

    private JsonObject properties() {
        var properties = new JsonObject();
        for (var name : FactPool.PROPERTIES) {
            if (random.nextInt(3) > 0) {
                properties.put(name, property());
            }
        }
        return properties;
    }

    private @Nullable Object property() {
        return switch (random.nextInt(16)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> new JsonArray();
            case 3 -> new JsonArray(List.of(text("category"), text("tag"), 3, true));
            case 4 -> new JsonObject().put("a", 1);
            case 5 -> random.nextBoolean();
            case 6, 7 -> pick(FactPool.NUMBERS);
            case 8 -> pick(FactPool.NUMBERS).toPlainString();
            case 9 -> day().toString();
            case 10 -> instant().toString();
            case 11 ->
                time.zone().getRules().getOffset(time.at()).equals(ZoneOffset.UTC)
                        ? "2024-02-30"
                        : OffsetDateTime.ofInstant(instant(), time.zone())
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString();
            case 12 -> pick(FactPool.ODD_PROPERTIES);
            default -> text("category");
        };
    }

    private Map<String, String> layers() {
        var layers = new HashMap<String, String>();
        put(layers, "value", () -> pick(List.of("low", "mid", "high")));
        put(layers, "stage", () -> pick(List.of("new", "old")));
        return layers;
    }

    private Map<String, Instant> since(Map<String, Object> values) {
        var since = new HashMap<String, Instant>();
        for (var key : values.keySet().stream().sorted().toList()) {
            if (random.nextBoolean() && !(values.get(key) instanceof Set)) {
                since.put(key, instant());
            }
        }
        return since;
    }

    private Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        for (var key : TEXTS) {
            put(values, key, () -> text(key));
        }
        put(values, "country", () -> text("country"));
        for (var key : List.of("email_consent", "sms_consent", "push_consent", TestVocabulary.CONSENT)) {
            values.put(key, pick(List.of("granted", "denied", "pending", "unknown")));
        }
        for (var key : List.of("points_balance", "points_expiring")) {
            put(values, key, () -> BigDecimal.valueOf(random.nextInt(-2, 9)));
        }
        values.put("registered_at", instant());
        put(values, "last_seen_at", this::instant);
        put(values, "birth_date", this::birthDate);
        put(values, "location", this::place);
        put(values, "custom.size", () -> pick(FactPool.NUMBERS));
        put(values, "custom.vegan", random::nextBoolean);
        put(values, "custom.wedding", this::day);
        put(values, "custom.visit", this::instant);
        put(values, "custom.interests", () -> subset(List.of("ski", "golf", "tea", "Ski")));
        return values;
    }

    private <T> void put(Map<String, T> values, String key, Supplier<T> value) {
        if (random.nextInt(4) > 0) {
            values.put(key, value.get());
        }
    }

    private FactOrder order() {
        var lines = new ArrayList<FactLine>();
        for (int i = few(); i > 0; i--) {
            lines.add(line());
        }
        long total = random.nextInt(8) == 0 ? 0 : Math.abs(amount());
        return new FactOrder(
                UUID.nameUUIDFromBytes(bytes()),
                instant(),
                pick(STATUSES),
                random.nextInt(10) == 0,
                total,
                part(total),
                optional("channel"),
                optional("store"),
                lines);
    }

    private FactLine line() {
        var quantity = pick(List.of(BigDecimal.ONE, BigDecimal.TWO, new BigDecimal("0.5"), new BigDecimal("3")));
        long amount = Math.abs(amount());
        boolean back = random.nextInt(6) == 0;
        return new FactLine(
                text("id"),
                optional("name"),
                optional("category"),
                optional("brand"),
                subset(List.of("Sports wear", "sale", "新品")),
                quantity,
                Math.abs(amount()),
                amount,
                back ? quantity : BigDecimal.ZERO,
                back ? amount : part(amount) / 2);
    }

    /// Mostly nothing, otherwise a part or all of it.
    private long part(long amount) {
        return switch (random.nextInt(6)) {
            case 0 -> amount;
            case 1 -> amount / 2;
            case 2 -> Math.max(0, amount - 1);
            default -> 0;
        };
    }

    private long amount() {
        long amount = pick(FactPool.NUMBERS)
                .movePointRight(currencyDigits)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
        return random.nextInt(5) == 0 ? amount + random.nextInt(3) - 1 : amount;
    }

    private @Nullable String optional(String name) {
        return random.nextInt(4) == 0 ? null : text(name);
    }

    private String text(String name) {
        if (name.equals("id")) {
            return pick(List.of("1234", "2012162031638", "1012132033639", "12345"));
        }
        var own = FactPool.STRINGS.get(name);
        if (own != null) {
            return pick(own);
        }
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1, 2, 3 -> pick(FactPool.NEAR_MISSES);
            default -> pick(FactPool.STRINGS.getOrDefault("", List.of()));
        };
    }

    private Set<String> subset(List<String> all) {
        var some = new HashSet<String>();
        for (var each : all) {
            if (random.nextInt(3) == 0) {
                some.add(each);
            }
        }
        return some;
    }

    private Instant instant() {
        return switch (random.nextInt(10)) {
            case 0, 1 ->
                time.at().plus(random.nextInt(800) - 600, ChronoUnit.DAYS).plusNanos(random.nextInt(1000) * 1000L);
            case 2 ->
                nearby(ShopCalendar.instantOf(pick(FactPool.days(time.zone())).atStartOfDay(), time.zone()));
            case 3 -> time.at().plus(random.nextInt(3) - 1, ChronoUnit.DAYS);
            default -> nearby(pick(boundaries.instants()));
        };
    }

    private Instant nearby(Instant boundary) {
        return switch (random.nextInt(8)) {
            case 0 -> boundary.minus(1, ChronoUnit.MICROS);
            case 1 -> boundary.plus(1, ChronoUnit.MICROS);
            case 2 -> boundary.minusMillis(1);
            case 3 -> boundary.plusMillis(1);
            case 4 -> boundary.minus(1, ChronoUnit.HOURS);
            case 5 -> boundary.plus(1, ChronoUnit.HOURS);
            default -> boundary;
        };
    }

    private FactPlace place() {
        var near = pick(FactPool.PLACES);
        double away = pick(List.of(0.0, 0.001, 0.05, 1.0, 40.0));
        double latitude = near.latitude() + away * (random.nextDouble() - 0.5);
        double longitude = near.longitude() + away * (random.nextDouble() - 0.5);
        return new FactPlace(Math.clamp(latitude, -90, 90), Math.clamp(longitude, -180, 180));
    }

    private LocalDate birthDate() {
        var today = time.at().atZone(time.zone()).toLocalDate();
        return switch (random.nextInt(5)) {
            case 0 -> LocalDate.of(pick(List.of(1968, 1996, 2000, 2004, 2024)), 2, 29);
            case 1 -> LocalDate.of(1996, 2, 28).plusDays(random.nextInt(3));
            case 2 -> day();
            default ->
                today.minusYears(pick(List.of(0, 1, 2, 3, 7, 18, 30, 100))).plusDays(random.nextInt(3) - 1);
        };
    }

    private LocalDate day() {
        var days = boundaries.days();
        var day = days.isEmpty() || random.nextInt(4) == 0 ? pick(FactPool.days(time.zone())) : pick(days);
        return day.plusDays(random.nextInt(3) - 1);
    }

    private int few() {
        return Math.max(0, random.nextInt(6) - 1);
    }

    private byte[] bytes() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
