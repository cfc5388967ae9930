package io.kequn.order;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks the lines of an order.
final class OrderLineInputs {
    static final int MOST_LINES = 1_000;

    private static final int MOST_TAGS = 50;
    private static final BigDecimal MOST_QUANTITY = new BigDecimal(1_000_000_000);
    private static final int QUANTITY_DIGITS = 3;

    private final Inputs inputs;
    private final Currency currency;

    OrderLineInputs(Inputs inputs, Currency currency) {
        this.inputs = inputs;
        this.currency = currency;
    }

    /// The lines of an order; none where there is no list.
    List<Sent.Line> lines(@Nullable List<NewOrderLine> given) {
        List<NewOrderLine> lines = Objects.requireNonNullElse(given, List.of());
        inputs.require(lines.size() <= MOST_LINES, "/lines", "At most 1000 lines.", "最多 1000 行。");
        var numbers = new HashSet<Integer>();
        var read = new ArrayList<Sent.Line>();
        for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
            var line = lines.get(i);
            String pointer = "/lines/" + i;
            if (!inputs.given(pointer, line)) {
                continue;
            }
            int number = line.lineNumber() == null ? i + 1 : line.lineNumber();
            inputs.require(number >= 0, pointer + "/lineNumber", "Must not be negative.", "不能为负数。");
            inputs.require(numbers.add(number), pointer + "/lineNumber", "Is there twice.", "行号重复。");
            read.add(line(pointer, number, line));
        }
        return List.copyOf(read);
    }

    private Sent.Line line(String pointer, int number, NewOrderLine line) {
        var quantity = quantity(inputs, pointer + "/quantity", line.quantity());
        inputs.require(line.quantity().signum() != 0, pointer + "/quantity", "Must be more than 0.", "须大于 0。");
        long price = Money.read(inputs, pointer + "/price", line.price(), currency);
        long amount = line.amount() == null
                ? product(pointer, price, quantity)
                : Money.read(inputs, pointer + "/amount", line.amount(), currency);
        return new Sent.Line(
                number,
                inputs.text(pointer + "/productId", line.productId(), OrderInputs.LONGEST),
                OrderInputs.blankToNull(inputs.optionalText(pointer + "/name", line.name(), OrderInputs.LONGEST)),
                OrderInputs.blankToNull(
                        inputs.optionalText(pointer + "/category", line.category(), OrderInputs.LONGEST)),
                OrderInputs.blankToNull(inputs.optionalText(pointer + "/brand", line.brand(), OrderInputs.LONGEST)),
                tags(pointer + "/tags", Objects.requireNonNullElse(line.tags(), List.of())),
                quantity,
                price,
                amount);
    }

    private long product(String pointer, long price, BigDecimal quantity) {
        var amount = quantity.multiply(BigDecimal.valueOf(price)).setScale(0, RoundingMode.HALF_UP);
        boolean fits = amount.precision() <= 15;
        inputs.require(fits, pointer + "/quantity", "The line's amount is too large.", "该行金额过大。");
        return fits ? amount.longValueExact() : 0;
    }

    private List<String> tags(String pointer, List<String> tags) {
        inputs.require(tags.size() <= MOST_TAGS, pointer, "At most 50 tags.", "最多 50 个标签。");
        var read = new ArrayList<String>();
        for (int i = 0; i < Math.min(tags.size(), MOST_TAGS); i++) {
            read.add(inputs.text(pointer + "/" + i, tags.get(i), OrderInputs.LONGEST));
        }
        return read.stream().distinct().sorted().toList();
    }

    /// A quantity that is not negative and has at most three digits after the point; 0 where it is wrong.
    static BigDecimal quantity(Inputs inputs, String pointer, BigDecimal quantity) {
        // The scale is looked at first: stripping zeros of 1e-999999999 would take for ever.
        boolean sane = Math.abs(quantity.scale()) <= 30 && quantity.precision() <= 30;
        var stripped = sane ? quantity.stripTrailingZeros() : BigDecimal.ONE.negate();
        boolean fits =
                stripped.signum() >= 0 && stripped.scale() <= QUANTITY_DIGITS && stripped.compareTo(MOST_QUANTITY) <= 0;
        inputs.require(
                fits,
                pointer,
                "Must be between 0 and 1000000000 with at most 3 digits after the point.",
                "须在 0 至 1000000000 之间，小数位最多 3 位。");
        return fits ? new BigDecimal(stripped.toPlainString()) : BigDecimal.ZERO;
    }
}
