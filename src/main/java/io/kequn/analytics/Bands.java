package io.kequn.analytics;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.analytics.Axis.Part;
import io.kequn.platform.problem.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bands of a numeric attribute: below the first bound, from each bound up to but not including the next, and
/// from the last one on.
record Bands(List<String> bounds) {
    private static final int MOST = 20;

    Bands {
        bounds = List.copyOf(bounds);
    }

    /// Refuses with `value_invalid` what are no numbers in rising order, or too many.
    static Bands read(String pointer, String text) {
        var bounds = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (bounds.size() > MOST
                || !bounds.stream().allMatch(bound -> bound.matches("-?[0-9]{1,12}([.][0-9]{1,6})?"))) {
            throw refusal(pointer);
        }
        for (int i = 1; i < bounds.size(); i++) {
            if (new BigDecimal(bounds.get(i - 1)).compareTo(new BigDecimal(bounds.get(i))) >= 0) {
                throw refusal(pointer);
            }
        }
        return new Bands(bounds);
    }

    private static RuntimeException refusal(String pointer) {
        return VALUE_INVALID.at(
                pointer,
                "Bands are at most 20 numbers in rising order, such as `age:18,25,35`.",
                "分段须为递增的数字，最多 20 个，例如 `age:18,25,35`。");
    }

    /// The rule of each band, in the language's text.
    List<String> rules(String attribute) {
        var rules = new ArrayList<String>();
        rules.add(attribute + " < " + bounds.getFirst());
        for (int i = 1; i < bounds.size(); i++) {
            rules.add(attribute + " >= " + bounds.get(i - 1) + " AND " + attribute + " < " + bounds.get(i));
        }
        rules.add(attribute + " >= " + bounds.getLast());
        return rules;
    }

    /// In the same order. A key tells the bounds.
    List<Part> parts() {
        var parts = new ArrayList<Part>();
        var first = bounds.getFirst();
        parts.add(new Part("<" + first, new Text("under " + first, first + " 以下")));
        for (int i = 1; i < bounds.size(); i++) {
            var from = bounds.get(i - 1);
            var to = bounds.get(i);
            parts.add(new Part(from + ".." + to, new Text(from + " to under " + to, from + " 至 " + to + "（不含）")));
        }
        var last = bounds.getLast();
        parts.add(new Part(">=" + last, new Text(last + " and over", last + " 及以上")));
        return parts;
    }
}
