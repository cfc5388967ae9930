package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Draws rules that cover every production of the language over a vocabulary, the same ones for the same seed.
/// Values come from a pool, so that they meet the values of test data.
public final class RandomRules {
    private static final List<String> PATTERNS = List.of(
            "^a",
            "b$",
            "[A-Z][a-z]+",
            "o{1,2}",
            "(a|e).",
            "\\d{2,}",
            "^[^x]*$",
            "\\w+\\s\\w+",
            "ö|京",
            "\\.",
            "[\\-\\]a]");

    /// Of events; what is declared of one is free of another.
    private static final List<String> PROPERTIES =
            List.of("id", "category", "tag", "price", "first", "day", "until", "note", "Count", "unheard_of");

    /// What rules compare with.
    ///
    /// @param strings texts by attribute or parameter name; `""` gives those of any other name
    /// @param days calendar days that matter in the data
    /// @param instants instants that matter in the data, at most microseconds
    public record Pool(
            Map<String, List<String>> strings,
            List<String> keys,
            List<BigDecimal> numbers,
            List<LocalDate> days,
            List<Instant> instants) {
        /// A pool of ordinary values.
        public static Pool ordinary() {
            return new Pool(
                    Map.of(
                            "", List.of("a", "Oslo", "San Francisco", "京都", "it''s", "o'k", "100%_\\", "Zoë"),
                            "country", List.of("CA", "US", "NO"),
                            "custom.interests", List.of("ski", "golf", "tea")),
                    List.of("vip", "high-spend", "b2b", "7up", "unknown-tag"),
                    List.of(new BigDecimal("0"), new BigDecimal("1"), new BigDecimal("-3"), new BigDecimal("99.99")),
                    List.of(LocalDate.of(2026, 2, 28), LocalDate.of(2024, 2, 29), LocalDate.of(2026, 3, 8)),
                    List.of(Instant.parse("2026-03-08T07:00:00Z"), Instant.parse("2026-01-01T00:00:00.000001Z")));
        }
    }

    private final Vocabulary vocabulary;
    private final Pool pool;
    private final Random random;

    public RandomRules(Vocabulary vocabulary, Pool pool, long seed) {
        this.vocabulary = vocabulary;
        this.pool = pool;
        this.random = new Random(seed);
    }

    /// The next rule, nested at most four levels.
    public Rule next() {
        return rule(4);
    }

    private Rule rule(int depth) {
        int kind = random.nextInt(10);
        if (depth == 0 || kind < 4) {
            return leaf();
        }
        if (kind < 6) {
            return new Rule.Not(rule(depth - 1));
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            rules.add(rule(depth - 1));
        }
        return kind < 8 ? new Rule.All(rules) : new Rule.Any(rules);
    }

    private Rule leaf() {
        return switch (random.nextInt(26)) {
            case 0 -> new Rule.Everyone();
            case 1, 2, 3, 4, 5, 6 -> matches();
            case 7, 8 -> anniversary();
            case 9, 10 -> hasBeen();
            case 11 -> definition();
            case 12 -> new Rule.Bucket(pick(List.of("summer", "o'k", "夏")), new Value.Decimal(percent()));
            default -> condition();
        };
    }

    private Rule.Leaf definition() {
        boolean orders = vocabulary.segments().ids().isEmpty();
        return switch (orders ? -1 : random.nextInt(3)) {
            case 0 ->
                new Rule.InSegment(
                        pick(vocabulary.segments().ids().keySet().stream()
                                .sorted()
                                .toList()),
                        random.nextBoolean());
            case 1 -> layer();
            case 2 -> within();
            default -> new Rule.Everyone();
        };
    }

    private Rule.Leaf layer() {
        var sets = vocabulary.layers().sets();
        String set = pick(sets.keySet().stream().sorted().toList());
        return new Rule.InLayer(
                set, pick(sets.get(set).layers().keySet().stream().sorted().toList()));
    }

    private Rule.Leaf within() {
        FactPlace place = pick(FactPool.PLACES);
        return new Rule.Within(
                new Value.Decimal(pick(List.of(
                        BigDecimal.ZERO,
                        new BigDecimal("0.05"),
                        BigDecimal.TEN,
                        new BigDecimal("2500.5"),
                        new BigDecimal("20100")))),
                pick(List.of(DistanceUnit.values())),
                new Value.Decimal(BigDecimal.valueOf(place.latitude())),
                new Value.Decimal(BigDecimal.valueOf(place.longitude())));
    }

    private BigDecimal percent() {
        return BigDecimal.valueOf(random.nextInt(10_001), 2);
    }

    private Rule hasBeen() {
        Attribute attribute = pick(vocabulary.attributes().stream()
                .filter(each -> each.since() != null)
                .toList());
        Value value;
        do {
            value = scalar(attribute.key(), attribute.type(), Operator.EQUAL, attribute.values());
        } while (value instanceof Value.RelativeDay);
        return new Rule.HasBeen(attribute.key(), value, duration(ValueType.INSTANT));
    }

    private Rule anniversary() {
        Attribute attribute = pick(vocabulary.attributes().stream()
                .filter(Attribute::hasAnniversary)
                .toList());
        Operator operator = pick(List.copyOf(Operand.ANNIVERSARY.operators()));
        List<Value> values;
        do {
            values = values(attribute.key(), ValueType.DATE, operator, List.of());
        } while (AnniversaryRange.isTooLong(operator, values));
        return new Rule.Anniversary(attribute.key(), operator, values);
    }

    /// A condition on any attribute.
    public Rule.Condition condition() {
        Attribute attribute = pick(vocabulary.attributes());
        Operator operator =
                pick(attribute.operand().operators().stream().sorted().toList());
        return new Rule.Condition(
                attribute.key(), operator, values(attribute.key(), attribute.type(), operator, attribute.values()));
    }

    /// A condition on any function.
    public Rule.Matches matches() {
        RuleFunction function = pick(vocabulary.functions());
        List<Rule.Parameter> parameters = new ArrayList<>();
        // The name of the event tells the types of its properties, so it comes first.
        if (function.kinds() instanceof RuleFunction.Kinds.NamedBy && random.nextInt(3) > 0) {
            parameters.add(row(function, Set.of(), "name"));
        }
        Set<String> used = new HashSet<>(Set.of("name"));
        Set<String> kinds = function.kindsOf(parameters);
        for (int i = random.nextInt(4); i > 0; i--) {
            Rule.Parameter parameter = random.nextBoolean() ? row(function, kinds) : aggregate(function, kinds);
            if (used.add(parameter.name())) {
                parameters.add(parameter);
            }
        }
        return new Rule.Matches(function.name(), random.nextInt(3) == 0, parameters);
    }

    private Rule.Parameter row(RuleFunction function, Set<String> kinds) {
        boolean property = function.properties() != null && random.nextInt(3) > 0;
        String name = property ? pick(PROPERTIES) : pick(function.parameters()).name();
        return row(function, kinds, name);
    }

    private Rule.Parameter row(RuleFunction function, Set<String> kinds, String name) {
        RowParameter row = function.row(name, kinds).orElseThrow();
        if (row.isFree()) {
            return free(name);
        }
        Operator operator = pick(List.copyOf(row.operand().operators()));
        return new Rule.Parameter(name, operator, values(name, row.type(), operator, List.of()));
    }

    private Rule.Parameter free(String name) {
        PropertyChecker.Reading reading = pick(List.of(PropertyChecker.Reading.values()));
        Operator operator = pick(List.copyOf(reading.operators()));
        return new Rule.Parameter(name, operator, values("category", reading.type(), operator, List.of()), true);
    }

    private Rule.Parameter aggregate(RuleFunction function, Set<String> kinds) {
        boolean property = function.properties() != null && random.nextInt(3) > 0;
        String name = property
                ? pick(List.of("sum_", "avg_", "min_", "max_", "distinct_")) + pick(PROPERTIES)
                : pick(function.aggregates()).name();
        if (function.calculatesWithNoNumber(name, kinds)) {
            return aggregate(function, kinds);
        }
        AggregateParameter aggregate = function.aggregate(name, kinds).orElseThrow();
        Operator operator = pick(List.copyOf(Operand.AGGREGATE.operators()));
        return new Rule.Parameter(name, operator, values(name, aggregate.type(), operator, List.of()));
    }

    private List<Value> values(String name, ValueType type, Operator operator, List<String> only) {
        int count = switch (operator.shape()) {
            case NONE -> 0;
            case ONE -> 1;
            case TWO -> 2;
            case MANY -> random.nextInt(20) == 0 ? 30 + random.nextInt(90) : 1 + random.nextInt(3);
        };
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(name, type, operator, only));
        }
        return values;
    }

    private Value value(String name, ValueType type, Operator operator, List<String> only) {
        return switch (operator) {
            case IN_LAST, IN_NEXT, AT_LEAST_AGO -> duration(type);
            case IN_PERIOD -> new Value.Period(pick(List.of(CalendarPeriod.values())));
            case MATCHES_REGEX, NOT_MATCHES_REGEX -> new Value.Text(pick(PATTERNS));
            default -> scalar(name, type, operator, only);
        };
    }

    private Value scalar(String name, ValueType type, Operator operator, List<String> only) {
        return switch (type) {
            case STRING -> new Value.Text(pick(only.isEmpty() ? strings(name) : only));
            case KEY -> new Value.Text(pick(pool.keys()));
            case NUMBER -> new Value.Decimal(pick(pool.numbers()));
            case INTEGER ->
                new Value.Decimal(BigDecimal.valueOf(pick(pool.numbers()).longValue()));
            case MONEY ->
                new Value.Money(
                        pick(pool.numbers()).setScale(vocabulary.currencyDigits(), java.math.RoundingMode.DOWN));
            case BOOLEAN -> new Value.Truth(random.nextBoolean());
            case DATE -> day();
            case INSTANT -> random.nextBoolean() ? day() : instant(operator);
            case POINT -> throw new IllegalArgumentException("Nothing is compared with a place");
        };
    }

    private List<String> strings(String name) {
        List<String> own = pool.strings().get(name);
        return own == null ? pool.strings().getOrDefault("", List.of("a")) : own;
    }

    private Value day() {
        if (random.nextBoolean()) {
            return new Value.Day(pick(pool.days()));
        }
        TimeUnit unit = pick(List.of(TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR));
        return new Value.RelativeDay(random.nextInt(41) - 30, unit);
    }

    private Value instant(Operator operator) {
        boolean exact = Set.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.NOT_IN)
                .contains(operator);
        return switch (random.nextInt(exact ? 2 : 3)) {
            case 0 -> new Value.Moment(pick(pool.instants()));
            case 1 -> new Value.LocalMoment(pick(pool.days()).atTime(random.nextInt(24), pick(List.of(0, 30))));
            default -> new Value.RelativeHours(random.nextInt(400) - 300);
        };
    }

    private Value.Duration duration(ValueType type) {
        List<TimeUnit> units = type == ValueType.DATE
                ? List.of(TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR)
                : List.of(TimeUnit.values());
        return new Value.Duration(1 + random.nextInt(60), pick(units));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
