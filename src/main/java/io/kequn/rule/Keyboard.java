package io.kequn.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signs that keyboards and word processors put in the place of those that the language knows.
final class Keyboard {
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("\"", "'"),
            Map.entry("`", "'"),
            Map.entry("‘", "'"),
            Map.entry("’", "'"),
            Map.entry("“", "'"),
            Map.entry("”", "'"),
            Map.entry("＇", "'"),
            Map.entry("＂", "'"),
            Map.entry("「", "'"),
            Map.entry("」", "'"),
            Map.entry("＝", "="),
            Map.entry("≠", "!="),
            Map.entry("！", "!="),
            Map.entry("＞", ">"),
            Map.entry("≥", ">="),
            Map.entry("＜", "<"),
            Map.entry("≤", "<="),
            Map.entry("（", "("),
            Map.entry("）", ")"),
            Map.entry("，", ","),
            Map.entry("、", ","),
            Map.entry("％", "%"),
            Map.entry("且", "AND"),
            Map.entry("并", "AND"),
            Map.entry("和", "AND"),
            Map.entry("&", "AND"),
            Map.entry("或", "OR"),
            Map.entry("|", "OR"),
            Map.entry("非", "NOT"),
            Map.entry("不", "NOT"));

    private Keyboard() {}

    /// What was probably meant by a sign, as the language writes it; null if it is none of those.
    static @Nullable String meant(String sign) {
        return MEANT.get(sign);
    }
}
