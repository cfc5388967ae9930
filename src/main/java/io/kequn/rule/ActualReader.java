package io.kequn.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the texts of `ActualSql`, condition by condition.
final class ActualReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METRES = 3;

    /// Equals no value that a rule may have.
    private static final Value HIDDEN = new Value.Text("•••");

    private final Vocabulary vocabulary;
    private final EvaluationTime time;
    private final Iterator<@Nullable String> texts;

    ActualReader(Vocabulary vocabulary, EvaluationTime time, Iterator<@Nullable String> texts) {
        this.vocabulary = vocabulary;
        this.time = time;
        this.texts = texts;
    }

    Actual read(Rule.Leaf leaf) {
        return switch (leaf) {
            case Rule.Everyone everyone -> new Actual.Nothing();
            case Rule.Condition condition -> condition(condition);
            case Rule.Anniversary condition ->
                attribute(condition.attribute(), thresholds(condition.operator(), condition.values()));
            case Rule.HasBeen hasBeen -> kept(hasBeen);
            case Rule.Matches matches -> events(matches);
            case Rule.InSegment segment -> new Actual.Member("true".equals(texts.next()));
            case Rule.InLayer layer -> layer(layer, texts.next());
            case Rule.Within within -> distance(within, texts.next());
            case Rule.Bucket bucket -> new Actual.Sample(new BigDecimal(present(texts.next())).movePointLeft(2));
        };
    }

    private List<Actual.Threshold> thresholds(Operator operator, List<Value> values) {
        return Thresholds.of(operator, values, time);
    }

    private Actual condition(Rule.Condition rule) {
        List<Actual.Threshold> thresholds = thresholds(rule.operator(), rule.values());
        return vocabulary.attributeOf(rule.attribute()).storage() instanceof Attribute.Storage.Digest digest
                ? new Actual.Single(hidden(digest, texts.next(), rule.values()), thresholds, null)
                : attribute(rule.attribute(), thresholds);
    }

    /// The value of the rule that it equals; of any other only that there is one.
    private static @Nullable Value hidden(Attribute.Storage.Digest digest, @Nullable String kept, List<Value> values) {
        if (kept == null) {
            return null;
        }
        return values.stream()
                .filter(value -> value instanceof Value.Text(String text)
                        && digest.digests().apply(text).contains(kept))
                .findFirst()
                .orElse(HIDDEN);
    }

    private Actual attribute(String key, List<Actual.Threshold> thresholds) {
        Attribute attribute = vocabulary.attributeOf(key);
        String text = texts.next();
        return attribute.isSet()
                ? new Actual.Elements(elements(text), thresholds)
                : new Actual.Single(value(attribute, text), thresholds, born(attribute, text));
    }

    private static @Nullable LocalDate born(Attribute attribute, @Nullable String text) {
        boolean age = attribute.storage() instanceof Attribute.Storage.AgeSince;
        return age && text != null ? LocalDate.parse(text) : null;
    }

    private @Nullable Value value(Attribute attribute, @Nullable String text) {
        if (text != null && attribute.storage() instanceof Attribute.Storage.AgeSince) {
            return new Value.Decimal(BigDecimal.valueOf(new Days(time).age(LocalDate.parse(text))));
        }
        boolean point = attribute.storage() instanceof Attribute.Storage.Point;
        return ActualText.read(text, point ? ValueType.STRING : attribute.type(), vocabulary.currencyDigits());
    }

    private static List<String> elements(@Nullable String json) {
        var elements = new TreeSet<String>();
        tree(json).forEach(element -> elements.add(element.asText()));
        return List.copyOf(elements);
    }

    private static JsonNode tree(@Nullable String json) {
        try {
            return json == null ? JSON.createArrayNode() : JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private Actual kept(Rule.HasBeen rule) {
        Value value = value(vocabulary.attributeOf(rule.attribute()), texts.next());
        Instant since = ActualText.instant(present(texts.next()));
        long hours = (long) rule.length().amount() * rule.length().unit().exactHours();
        return new Actual.Kept(value, since, since.plus(hours, ChronoUnit.HOURS));
    }

    private Actual events(Rule.Matches matches) {
        RuleFunction function = vocabulary.functionOf(matches);
        List<Actual.Aggregate> aggregates = new ArrayList<>();
        for (Rule.Parameter tested : FunctionSql.tested(matches, function)) {
            AggregateParameter aggregate = function.aggregate(tested.name(), function.kindsOf(matches.parameters()))
                    .orElseThrow();
            Value value = ActualText.read(texts.next(), aggregate.type(), vocabulary.currencyDigits());
            aggregates.add(new Actual.Aggregate(
                    tested.name(), tested.operator(), value, thresholds(tested.operator(), tested.values())));
        }
        return new Actual.Events(aggregates, rows(texts.next()));
    }

    private Actual.Rows rows(@Nullable String json) {
        List<Actual.Row> rows = new ArrayList<>();
        for (JsonNode row : tree(json)) {
            rows.add(new Actual.Row(
                    row.get(0).asText(),
                    row.get(1).asText(),
                    ActualText.instant(row.get(2).asText()),
                    row.get(3).isNull() ? null : amount(row.get(3)),
                    row.get(4).asBoolean()));
        }
        boolean complete = json != null && rows.size() <= ActualSql.MOST_ROWS;
        return new Actual.Rows(rows.stream().limit(ActualSql.MOST_ROWS).toList(), complete);
    }

    private BigDecimal amount(JsonNode minorUnits) {
        return BigDecimal.valueOf(minorUnits.asLong(), vocabulary.currencyDigits());
    }

    private Actual layer(Rule.InLayer rule, @Nullable String id) {
        return new Actual.Layer(vocabulary.layers().set(rule.set()).layers().entrySet().stream()
                .filter(layer -> String.valueOf(layer.getValue()).equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null));
    }

    private static Actual distance(Rule.Within rule, @Nullable String kilometres) {
        BigDecimal most =
                rule.distance().number().multiply(BigDecimal.valueOf(rule.unit().kilometres()));
        return new Actual.Distance(
                kilometres == null ? null : new BigDecimal(kilometres).setScale(METRES, RoundingMode.HALF_UP), most);
    }

    private static String present(@Nullable String text) {
        return java.util.Objects.requireNonNull(text);
    }
}
