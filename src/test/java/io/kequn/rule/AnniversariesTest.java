package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnniversariesTest {
    private static final EvaluationTime NOON = time("2026-06-01T12:00:00Z");
    private static final Vocabulary VOCABULARY = TestVocabulary.standard();

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("seeds", 100));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCalendarAgreesWithTheBirthdaysOfEveryYear(long seed) {
        var random = new Random(seed);
        var calendar = new Anniversaries();
        var ranges = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> range(random))
                .toList();
        ranges.forEach(calendar::add);
        var stretches = calendar.days();

        assertThat(calendar.stretches()).isEqualTo(stretches.size());
        for (int i = 0; i < 300; i++) {
            var day = LocalDate.of(1 + random.nextInt(40), 1, 1).plusDays(random.nextInt(400));
            boolean expected = ranges.stream().anyMatch(range -> hasBirthdayIn(range, day));

            assertThat(calendar.hold(day))
                    .as("seed %d: %s in %s", seed, day, ranges)
                    .isEqualTo(expected);
            assertThat(stretches.stream().anyMatch(range -> holds(range, day)))
                    .as("seed %d: %s in %s", seed, day, ranges)
                    .isEqualTo(expected);
        }
    }

    private static Days.Range range(Random random) {
        var from = LocalDate.of(1 + random.nextInt(30), 1, 1).plusDays(random.nextInt(366));
        var length = List.of(0, 1, 2, 30, 365, 366, 800, 2_000).get(random.nextInt(8));
        return new Days.Range(from, from.plusDays(length));
    }

    private static boolean hasBirthdayIn(Days.Range range, LocalDate day) {
        return IntStream.rangeClosed(day.getYear() + 1, range.to().getYear())
                .anyMatch(year -> holds(range, Interpreter.birthday(day, year)));
    }

    private static boolean holds(Days.Range range, LocalDate day) {
        return !day.isBefore(range.from()) && day.isBefore(range.to());
    }

    /// However many days a rule names, and however far away they are.
    @ParameterizedTest
    @ValueSource(strings = {"registered_at", "birth_date"})
    void aThousandDaysBindNoMoreThanTheirMonthsAndDays(String attribute) {
        var far = rule(attribute, Collections.nCopies(1_000, "9999-01-01"));
        var near = rule(attribute, relative(1, 1));
        var scattered = rule(attribute, relative(1, 2));

        assertThat(bound(far)).isLessThan(40_000);
        assertThat(bound(near)).isLessThan(2_000);
        assertThat(bound(scattered)).isLessThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registered_at", "birth_date", "abandoned_checkout_date"})
    void aMidnightAsksForNoMoreThanTheMonthsAndDaysThatItPasses(String attribute) {
        var crossings =
                new RuleCompiler(VOCABULARY).crossings(List.of(new NumberedRule(1, rule(attribute, relative(1, 2)))));

        var queries = crossings.candidates(NOON, time("2026-06-02T12:00:00Z"));

        assertThat(queries).isNotEmpty();
        assertThat(queries.stream().mapToInt(query -> size(query.values())).sum())
                .isLessThan(150_000);
    }

    @Test
    void anAnniversaryIsLookedForByIndexYearByYear() {
        var crossings = new RuleCompiler(VOCABULARY)
                .crossings(List.of(new NumberedRule(1, rule("birth_date", List.of("today", "+7d")))));

        var queries = crossings.candidates(NOON, time("2026-06-02T12:00:00Z"));

        assertThat(queries)
                .singleElement()
                .satisfies(query -> assertThat(query.sql()).contains("c.birth_date >= w.f and c.birth_date < w.u"));
    }

    private static Rule rule(String attribute, List<String> days) {
        return new RuleLanguage(VOCABULARY)
                .parse("anniversary(" + attribute + ") IN (" + String.join(", ", days) + ")");
    }

    private static List<String> relative(int first, int step) {
        var days = new ArrayList<String>();
        for (int i = 0; i < 999; i++) {
            days.add("-" + (first + i * step) + "d");
        }
        days.add("today");
        return days;
    }

    private static int bound(Rule rule) {
        var statement =
                new RuleCompiler(VOCABULARY).statement(List.of(new NumberedRule(1, rule)), List.of(), Scope.SHOP);
        return size(statement.values(NOON));
    }

    private static int size(List<Object> values) {
        return values.stream()
                .collect(Collectors.summingInt(value -> value.getClass().isArray() ? Array.getLength(value) : 1));
    }

    private static EvaluationTime time(String at) {
        return new EvaluationTime(Instant.parse(at), ZoneId.of("America/New_York"), DayOfWeek.MONDAY);
    }
}
