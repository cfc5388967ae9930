package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// A verdict of a rule on one customer that SQL and the plain reading must both give. Its tests are the cases
/// that every implementation gets wrong first, by name.
abstract class Verdicts {
    static final UUID ID = new UUID(0x7000L, 0x8000000000000000L);
    static final String NOON = "2026-06-01T12:00:00Z";
    private static final Vocabulary VOCABULARY = TestVocabulary.standard();

    private static FactDatabase database;

    @BeforeAll
    static void open() {
        database = new FactDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static FactCustomer with(Map<String, Object> values) {
        return new FactCustomer(ID, values, Set.of(), List.of(), List.of());
    }

    static FactCustomer seen(Instant at) {
        return with(Map.of("last_seen_at", at));
    }

    static void verdict(String zone, String at, String text, FactCustomer customer, boolean expected) {
        var time = new EvaluationTime(Instant.parse(at), ZoneId.of(zone), DayOfWeek.MONDAY);
        var rule = new RuleLanguage(VOCABULARY).parse(text);
        var statement = new RuleCompiler(VOCABULARY).statement(List.of(new NumberedRule(1, rule)), Scope.SHOP);

        assertThat(new Interpreter(time).holds(rule, customer))
                .as("meaning of %s", text)
                .isEqualTo(expected);
        var bySql = database.rolledBack(() -> {
            database.write(Map.of(customer, 0));
            return database.evaluate(statement, time);
        });
        assertThat(bySql).as("SQL of %s", text).isEqualTo(Map.of(customer.id(), expected ? Set.of(1) : Set.of()));
    }
}
