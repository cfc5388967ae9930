package io.kequn.bench;

import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Interpreter;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Scope;
import io.kequn.rule.TestVocabulary;
import io.kequn.rule.Vocabulary;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the live rules say of all customers, evaluated from scratch: by SQL of the rules for everyone, and in
/// plain Java for some.
final class Truth {
    private static final Vocabulary VOCABULARY = TestVocabulary.standard();
    private static final String RULES = """
        select s.id, v.rule from segment s
        join segment_version v on v.segment_id = s.id and v.number = s.live_version
        where s.archived_at is null
        """;
    private static final String DIFFERENCE = """
        select coalesce(e.id, h.customer_id) id, coalesce(e.should, '{}') should, coalesce(h.held, '{}') held
        from (%s) e
        full join (
          select customer_id, array_agg(segment_id order by segment_id) held from segment_member
          where shop_id = $1::int group by customer_id
        ) h on h.customer_id = e.id
        where coalesce(e.should, '{}') <> coalesce(h.held, '{}')
        """;

    private final Stage stage;
    private final Map<Integer, Rule> rules = new TreeMap<>();
    private final EvaluationTime time;

    private Truth(Stage stage) throws SQLException {
        this.stage = stage;
        this.time = new EvaluationTime(
                Instant.ofEpochMilli(
                        stage.owner().number("select (extract(epoch from clock_timestamp()) * 1000)::bigint")),
                ZoneId.of("America/New_York"),
                DayOfWeek.MONDAY);
    }

    static Truth read(Stage stage) throws SQLException {
        var truth = new Truth(stage);
        var language = new RuleLanguage(VOCABULARY);
        try (var statement = stage.owner().connection().createStatement();
                var rows = statement.executeQuery(RULES)) {
            while (rows.next()) {
                truth.rules.put(rows.getInt("id"), language.parse(rows.getString("rule")));
            }
        }
        return truth;
    }

    int segments() {
        return rules.size();
    }

    record Compared(long members, long wrong, long missing, String example) {}

    /// Stored members against the rules' SQL over the whole shop.
    Compared compare() throws SQLException {
        long wrong = 0;
        long missing = 0;
        var example = "";
        for (var row : difference()) {
            var should = Set.of(row.getArrayOfIntegers("should"));
            var held = Set.of(row.getArrayOfIntegers("held"));
            wrong += without(held, should).size();
            missing += without(should, held).size();
            example = "customer " + row.getUUID("id") + " in " + held + " instead of " + should;
        }
        return new Compared(stage.owner().number("select count(*) from segment_member"), wrong, missing, example);
    }

    private RowSet<Row> difference() {
        var numbered = rules.entrySet().stream()
                .map(rule -> new NumberedRule(rule.getKey(), rule.getValue()))
                .toList();
        var statement = new RuleCompiler(VOCABULARY).statement(numbered, Scope.SHOP);
        var values = Tuple.of(stage.shop());
        statement.values(time).forEach(values::addValue);
        return stage.query(DIFFERENCE.formatted(statement.sql()), values);
    }

    /// How many memberships of some customers are not what the interpreter says.
    long unlikeInterpreter() throws SQLException {
        var interpreter = new Interpreter(time);
        long unlike = 0;
        for (var sample : FactSample.read(stage)) {
            var should = new HashSet<Integer>();
            rules.forEach((segment, rule) -> {
                if (interpreter.holds(rule, sample.customer())) {
                    should.add(segment);
                }
            });
            unlike += without(should, sample.segments()).size()
                    + without(sample.segments(), should).size();
        }
        return unlike;
    }

    private static Set<Integer> without(Set<Integer> some, Set<Integer> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
