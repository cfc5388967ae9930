package io.kequn.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The canonical print: upper-case words, one space, only the brackets that are needed.
final class RulePrinter {
    private RulePrinter() {}

    static String print(Rule rule) {
        return switch (rule) {
            case Rule.Everyone everyone -> "TRUE";
            case Rule.All all ->
                all.rules().stream().map(RulePrinter::insideAll).collect(Collectors.joining(" AND "));
            case Rule.Any any -> any.rules().stream().map(RulePrinter::print).collect(Collectors.joining(" OR "));
            case Rule.Not not -> "NOT " + insideNot(not.rule());
            case Rule.Condition test -> test(test.attribute(), test.operator(), test.values());
            case Rule.HasBeen been ->
                been.attribute() + " HAS BEEN " + value(been.value()) + " FOR AT LEAST " + value(been.length());
            case Rule.Anniversary test -> test("anniversary(" + test.attribute() + ")", test.operator(), test.values());
            case Rule.Matches matches -> matches(matches);
            case Rule.InSegment segment ->
                (segment.negated() ? "NOT IN SEGMENT " : "IN SEGMENT ") + quoted(segment.segment());
            case Rule.InLayer layer -> "IN LAYER " + quoted(layer.set()) + " = " + quoted(layer.layer());
            case Rule.Within within -> within(within);
            case Rule.Bucket bucket -> "BUCKET(" + quoted(bucket.salt()) + ") < " + value(bucket.percent()) + "%";
        };
    }

    static String hash(Rule rule) {
        try {
            byte[] text = print(rule).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static String value(Value value) {
        return switch (value) {
            case Value.Text string -> quoted(string.text());
            case Value.Decimal decimal -> decimal.number().toPlainString();
            case Value.Money money -> new Value.Decimal(money.amount()).number().toPlainString();
            case Value.Truth truth -> String.valueOf(truth.truth());
            case Value.Day day -> day.day().toString();
            case Value.RelativeDay day -> relativeDay(day.amount(), day.unit());
            case Value.LocalMoment local -> Literals.MOMENT.format(local.moment());
            case Value.Moment moment -> Literals.MOMENT.format(Literals.utc(moment.moment())) + "Z";
            case Value.RelativeHours hours -> hours.hours() == 0 ? "now" : signed(hours.hours()) + "h";
            case Value.Duration duration ->
                String.valueOf(duration.amount()) + duration.unit().letter();
            case Value.Period period -> period.period().word();
        };
    }

    private static String within(Rule.Within rule) {
        return "WITHIN " + value(rule.distance()) + " " + rule.unit().word() + " OF (" + value(rule.latitude()) + ", "
                + value(rule.longitude()) + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String relativeDay(int amount, TimeUnit unit) {
        if (amount == 0) {
            return "today";
        }
        return amount == -1 && unit == TimeUnit.DAY ? "yesterday" : signed(amount) + unit.letter();
    }

    private static String signed(int amount) {
        return String.format(Locale.ROOT, "%+d", amount);
    }

    private static String insideAll(Rule rule) {
        return rule instanceof Rule.Any ? "(" + print(rule) + ")" : print(rule);
    }

    /// Without brackets `NOT IN SEGMENT` would be the operator.
    private static String insideNot(Rule rule) {
        boolean inSegment = rule instanceof Rule.InSegment segment && !segment.negated();
        boolean bracketed = inSegment || rule instanceof Rule.Any || rule instanceof Rule.All;
        return bracketed ? "(" + print(rule) + ")" : print(rule);
    }

    private static String matches(Rule.Matches matches) {
        String parameters =
                matches.parameters().stream().map(RulePrinter::parameter).collect(Collectors.joining(", "));
        return matches.function() + (matches.negated() ? " NOT MATCHES (" : " MATCHES (") + parameters + ")";
    }

    private static String parameter(Rule.Parameter parameter) {
        return test(parameter.name(), parameter.operator(), parameter.values());
    }

    static String test(String name, Operator operator, List<Value> values) {
        List<String> printed = values.stream().map(RulePrinter::value).toList();
        String head = name + " " + operator.text();
        return switch (operator.shape()) {
            case NONE -> head;
            case ONE -> head + " " + printed.get(0) + (operator == Operator.AT_LEAST_AGO ? " AGO" : "");
            case TWO -> head + " " + printed.get(0) + " AND " + printed.get(1);
            case MANY -> head + " (" + String.join(", ", printed) + ")";
        };
    }
}
