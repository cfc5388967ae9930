package io.kequn.rule;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says changes in words.
final class ChangeWords {
    /// English for one, English for several, and Chinese; `{0}` is the number.
    private record Counted(String one, String several, String chinese) {}

    private static final Map<String, Counted> ROWS = Map.of(
            "orders_placed", new Counted("{0} more order", "{0} more orders", "再下 {0} 单"),
            "products_purchased", new Counted("{0} more purchase", "{0} more purchases", "再购买 {0} 次"),
            "event", new Counted("{0} more event", "{0} more events", "再发生 {0} 次事件"));

    private ChangeWords() {}

    static String of(RuleChange change, boolean chinese) {
        String template = template(change, chinese);
        String by = change.by() == null ? "" : change.by().replace("-", "");
        return Messages.fill(
                template,
                List.of(
                        change.name(),
                        change.to() == null ? "" : change.to(),
                        change.kind() == RuleChangeKind.TIME ? length(change.by(), chinese) : by,
                        properties(change, chinese),
                        change.from() == null ? "" : change.from()));
    }

    private static String template(RuleChange change, boolean chinese) {
        return switch (change.kind()) {
            case ATTRIBUTE -> attribute(change, chinese);
            case SET -> {
                boolean added = change.operator().equals(Operator.CONTAINS.json());
                boolean tag = change.name().equals("customer_tags");
                String english = tag ? "tag `{1}` " : "`{1}` in {0} ";
                String other = tag ? "标签“{1}”" : "{0} 中的“{1}”";
                yield chinese ? (added ? "添加" : "移除") + other : english + (added ? "added" : "removed");
            }
            case FUNCTION -> function(change, chinese);
            case SEGMENT -> {
                boolean enters = change.operator().equals(Operator.IN.json());
                yield chinese ? (enters ? "进入" : "离开") + "客群“{0}”" : (enters ? "enters" : "leaves") + " segment `{0}`";
            }
            case LAYER -> chinese ? "在分层“{0}”中移至“{1}”" : "moves to layer `{1}` of `{0}`";
            case TIME -> chinese ? "{2}后（{1}）" : "in {2} ({1})";
            case OVERRIDE -> override(change, chinese);
        };
    }

    private static String override(RuleChange change, boolean chinese) {
        String when = change.at() == null ? "" : " (" + change.at() + ")";
        String kind = "include".equals(change.from()) ? "加入" : "排除";
        return chinese ? "人工例外（" + kind + "）被取消或到期" + when : "the exception ({4}) is removed or expires" + when;
    }

    private static String attribute(RuleChange change, boolean chinese) {
        if (change.by() != null) {
            return difference(change, chinese);
        }
        if (change.to() == null) {
            boolean removed = change.operator().equals(Operator.IS_NULL.json());
            return chinese ? (removed ? "{0} 被清除" : "填写 {0}") : removed ? "{0} is removed" : "{0} gets a value";
        }
        return chinese ? "{0} 变为“{1}”" : "{0} becomes `{1}`";
    }

    private static String difference(RuleChange change, boolean chinese) {
        boolean less = change.by() != null && change.by().startsWith("-");
        boolean one = "1".equals(change.by()) || "-1".equals(change.by());
        String orders = one ? "order" : "orders";
        return switch (change.name()) {
            case TotalsWhatIf.NUMBER_OF_ORDERS ->
                less
                        ? chinese ? "取消 {2} 单" : "{2} " + orders + " fewer (cancelled)"
                        : chinese ? "再下 {2} 单" : "{2} more " + orders;
            case TotalsWhatIf.AMOUNT_SPENT ->
                less ? chinese ? "消费减少 {2}" : "spent {2} less" : chinese ? "再消费 {2}" : "spend {2} more";
            case TotalsWhatIf.REFUNDED_AMOUNT -> chinese ? "再退款 {2}" : "{2} more refunded";
            default -> chinese ? "{0} 变为“{1}”" : "{0} becomes `{1}`";
        };
    }

    private static String function(RuleChange change, boolean chinese) {
        Counted words = ROWS.getOrDefault(
                change.name(),
                new Counted(
                        "{0} more `" + change.name() + "`",
                        "{0} more `" + change.name() + "`",
                        "再发生 {0} 次“" + change.name() + "”"));
        String counted = chinese ? words.chinese() : "1".equals(change.by()) ? words.one() : words.several();
        if (change.by() != null && change.by().startsWith("-")) {
            boolean one = change.by().equals("-1");
            return chinese ? "取消 {2} 单（{3}）" : one ? "{2} order cancelled: {3}" : "{2} orders cancelled: {3}";
        }
        String with = change.properties().isEmpty() ? "" : chinese ? "（{3}）" : ": {3}";
        return counted.replace("{0}", "{2}") + with;
    }

    private static String properties(RuleChange change, boolean chinese) {
        return change.properties().stream()
                .map(property -> property.name() + " = " + property.value())
                .collect(Collectors.joining(chinese ? "，" : ", "));
    }

    /// Of `5d` or `6h`.
    private static String length(@org.jspecify.annotations.Nullable String by, boolean chinese) {
        String text = by == null ? "0d" : by;
        String amount = text.substring(0, text.length() - 1);
        boolean hours = text.endsWith("h");
        if (chinese) {
            return amount + (hours ? " 小时" : " 天");
        }
        return amount + (hours ? " hour" : " day") + (amount.equals("1") ? "" : "s");
    }
}
