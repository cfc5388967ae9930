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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the live rules say of all customers, evaluated from scratch: by SQL of the rules for everyone, and in
/// plain Java for some.
final class Truth {
    private static final Vocabulary VOCABULARY = TestVocabulary.standard();
    /// Tags are numbered below zero, layers from here on.
    private static final int LAYERS = 1_000_000;

    /// Of a set's layers in their order, which is that of their numbers here.
    private static final String RULES = """
        select s.id number, v.rule, null::int layer_set from segment s
        join segment_version v on v.segment_id = s.id and v.number = s.live_version
        where s.archived_at is null
        union all
        select -t.id, r.rule, null from tag_rule r join tag t on t.id = r.tag_id and t.automatic
        union all
        select %1$d + l.id, coalesce(l.rule, 'TRUE'), s.id from layer_set s
        join layer l on l.layer_set_id = s.id and l.place is not null
        where s.archived_at is null
        order by 1
        """.formatted(LAYERS);

    /// What is stored of customers by the same numbers.
    static final String STORED = """
        select shop_id, customer_id, segment_id number from segment_member
        union all select shop_id, customer_id, -tag_id from customer_tag where source = 'rule'
        union all select shop_id, customer_id, %1$d + layer_id from layer_member\
        """.formatted(LAYERS);

    private static final String DIFFERENCE = """
        select coalesce(e.id, h.customer_id) id, coalesce(e.should, '{}') should, coalesce(h.held, '{}') held
        from (%s) e
        full join (
          select customer_id, array_agg(number order by number) held from (%s) d
          where shop_id = $1::int group by customer_id
        ) h on h.customer_id = e.id
        where coalesce(e.should, '{}') <> coalesce(h.held, '{}')
        """;

    /// The shop's time, which stands still where the database's clock was set back.
    private static final String NOW = """
        select (extract(epoch from greatest(clock_timestamp(), evaluated_until)) * 1000)::bigint
        from shop_clock where shop_id = %d\
        """;

    private final Stage stage;
    private final Map<Integer, Rule> rules = new TreeMap<>();
    private final Map<Integer, List<Rule>> sets = new HashMap<>();
    private final EvaluationTime time;

    private Truth(Stage stage) throws SQLException {
        this.stage = stage;
        this.time = new EvaluationTime(
                Instant.ofEpochMilli(stage.owner().number(NOW.formatted(stage.shop()))),
                ZoneId.of("America/New_York"),
                DayOfWeek.MONDAY);
    }

    static Truth read(Stage stage) throws SQLException {
        var truth = new Truth(stage);
        var language = new RuleLanguage(VOCABULARY);
        try (var statement = stage.owner().connection().createStatement();
                var rows = statement.executeQuery(RULES)) {
            while (rows.next()) {
                truth.add(rows.getInt("number"), language.parse(rows.getString("rule")), rows.getInt("layer_set"));
            }
        }
        return truth;
    }

    /// A layer is for those for whom none before it of its set is.
    private void add(int number, Rule rule, int layerSet) {
        var before = sets.computeIfAbsent(layerSet, none -> new ArrayList<>());
        var all = new ArrayList<Rule>();
        if (layerSet > 0) {
            before.forEach(earlier -> all.add(new Rule.Not(earlier)));
            before.add(rule);
        }
        all.add(rule);
        rules.put(number, all.size() == 1 ? rule : new Rule.All(all));
    }

    /// How many segments, tags and layers.
    int rules() {
        return rules.size();
    }

    record Compared(long members, long wrong, long missing, String example) {}

    /// What is stored against the rules' SQL over the whole shop.
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
        long stored = stage.owner().number("select count(*) from (" + STORED + ") d");
        return new Compared(stored, wrong, missing, example);
    }

    private RowSet<Row> difference() {
        var numbered = rules.entrySet().stream()
                .map(rule -> new NumberedRule(rule.getKey(), rule.getValue()))
                .toList();
        var statement = new RuleCompiler(VOCABULARY).statement(numbered, Scope.SHOP);
        var values = Tuple.of(stage.shop());
        statement.values(time).forEach(values::addValue);
        return stage.query(DIFFERENCE.formatted(statement.sql(), STORED), values);
    }

    /// How many decisions about some customers are not what the interpreter says.
    long unlikeInterpreter() throws SQLException {
        var interpreter = new Interpreter(time);
        long unlike = 0;
        for (var sample : FactSample.read(stage)) {
            var should = new HashSet<Integer>();
            rules.forEach((number, rule) -> {
                if (interpreter.holds(rule, sample.customer())) {
                    should.add(number);
                }
            });
            unlike += without(should, sample.decided()).size()
                    + without(sample.decided(), should).size();
        }
        return unlike;
    }

    private static Set<Integer> without(Set<Integer> some, Set<Integer> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
