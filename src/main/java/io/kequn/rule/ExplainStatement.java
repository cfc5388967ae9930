package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One select that explains rules for one active customer, `$2`, of the shop `$1`: a row with `truths`, a
/// `boolean[]`, and `actuals`, a `text[]`; none if there is no such customer. `read` makes sense of the two.
public final class ExplainStatement {
    private final List<Measures.Placed> conditions;
    private final Vocabulary vocabulary;
    private final String sql;
    private final Parameters parameters;

    private ExplainStatement(
            List<Measures.Placed> conditions, Vocabulary vocabulary, String sql, Parameters parameters) {
        this.conditions = conditions;
        this.vocabulary = vocabulary;
        this.sql = sql;
        this.parameters = parameters;
    }

    static ExplainStatement of(List<Rule> rules, Vocabulary vocabulary, int firstFree) {
        List<Measures.Placed> conditions = rules.stream()
                .flatMap(rule -> Measures.placed(rule, "").stream())
                .toList();
        Parameters parameters = new Parameters(firstFree);
        GroupedRows grouped = new GroupedRows("g");
        RuleSql ruleSql = new RuleSql(vocabulary, parameters, grouped);
        ActualSql actuals = new ActualSql(vocabulary, parameters, grouped);
        List<String> truths = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Measures.Placed placed : conditions) {
            truths.add(ruleSql.truth(placed.condition()));
            texts.addAll(actuals.of(placed.condition()));
        }
        String sql = "select array[" + String.join(",\n  ", truths) + "]::boolean[] as truths,\n  array["
                + String.join(",\n  ", texts) + "]::text[] as actuals\nfrom customer c\n"
                + grouped.lateralJoins("$1::int", parameters)
                + "where c.shop_id = $1::int and c.id = $2::uuid and c.state = 0";
        return new ExplainStatement(conditions, vocabulary, sql, parameters);
    }

    public String sql() {
        return sql;
    }

    /// What to bind from the first free number on.
    public List<Object> values(EvaluationTime time) {
        return parameters.values(time);
    }

    /// Every condition of the rules, in their order, by the row that the statement gave at the same time.
    public List<Explained> read(List<Boolean> truths, List<@Nullable String> actuals, EvaluationTime time) {
        ActualReader reader = new ActualReader(vocabulary, time, actuals.iterator());
        List<Explained> explained = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            Measures.Placed placed = conditions.get(i);
            explained.add(new Explained(
                    placed.pointer(), placed.condition(), truths.get(i), reader.read(placed.condition())));
        }
        return explained;
    }
}
