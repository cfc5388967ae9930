package io.kequn.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the conditions of the language mean that are neither comparisons nor functions.
final class LeafMeaning {
    private final ShopCalendar calendar;
    private final ConditionMeaning conditions;

    LeafMeaning(ShopCalendar calendar, ConditionMeaning conditions) {
        this.calendar = calendar;
        this.conditions = conditions;
    }

    boolean hasBeen(@Nullable Object fact, Instant since, Rule.HasBeen rule) {
        int hours = switch (rule.length().unit()) {
            case HOUR -> 1;
            case DAY -> 24;
            case WEEK -> 7 * 24;
            case MONTH -> 30 * 24;
            case YEAR -> 365 * 24;
        };
        var reached = since.plus((long) hours * rule.length().amount(), ChronoUnit.HOURS);
        return conditions.holds(fact, Operator.EQUAL, List.of(rule.value()))
                && !reached.isAfter(calendar.time().at());
    }

    /// Looks at the anniversary of each later year until one lies behind the days that are meant.
    boolean anniversary(@Nullable Object fact, Rule.Anniversary rule) {
        var day = switch (fact) {
            case null -> null;
            case LocalDate date -> date;
            case Instant instant -> instant.atZone(calendar.time().zone()).toLocalDate();
            default -> throw new IllegalArgumentException("Not a day: " + fact);
        };
        var operator = rule.operator().positive();
        boolean found =
                day != null && rule.values().stream().anyMatch(value -> anniversary(day, operator, value, rule));
        return rule.operator().isNegative() != found;
    }

    private boolean anniversary(LocalDate day, Operator operator, Value value, Rule.Anniversary rule) {
        var meant = meant(operator, value, rule);
        for (int year = Math.max(day.getYear() + 1, meant.from().getYear());
                year <= meant.until().getYear();
                year++) {
            if (meant.holds(Interpreter.birthday(day, year))) {
                return true;
            }
        }
        return false;
    }

    private Span<LocalDate> meant(Operator operator, Value value, Rule.Anniversary rule) {
        var today = calendar.today();
        return switch (operator) {
            case IN_LAST ->
                new Span<>(calendar.days(ConditionMeaning.away(value, -1)).from(), today.plusDays(1));
            case IN_NEXT ->
                new Span<>(today, calendar.days(ConditionMeaning.away(value, 1)).until());
            case BETWEEN ->
                new Span<>(
                        calendar.days(rule.values().getFirst()).from(),
                        calendar.days(rule.values().getLast()).until());
            default -> calendar.days(value);
        };
    }

    /// By the haversine formula on a sphere.
    static boolean within(@Nullable FactPlace place, Rule.Within rule) {
        if (place == null) {
            return false;
        }
        double north = Math.toRadians(rule.latitude().number().doubleValue());
        double there = Math.toRadians(place.latitude());
        double east =
                Math.toRadians(place.longitude() - rule.longitude().number().doubleValue());
        double h = Math.pow(Math.sin((there - north) / 2), 2)
                + Math.cos(north) * Math.cos(there) * Math.pow(Math.sin(east / 2), 2);
        double kilometres = 2 * 6_371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
        double unit = rule.unit() == DistanceUnit.KM ? 1 : 1.609344;
        return kilometres <= rule.distance().number().doubleValue() * unit;
    }

    static boolean bucket(UUID customer, Rule.Bucket rule) {
        try {
            var salted = (rule.salt() + ":" + customer).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(salted);
            long first = 0;
            for (int i = 0; i < 4; i++) {
                first = 256 * first + Byte.toUnsignedInt(hash[i]);
            }
            return first % 10_000 < rule.percent().number().doubleValue() * 100;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
