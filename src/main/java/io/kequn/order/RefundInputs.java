package io.kequn.order;

import io.kequn.customer.CustomerReference;
import io.kequn.customer.ReferenceInputs;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Fingerprint;
import io.kequn.platform.value.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks refunds, be they sent inside an order or on their own.
final class RefundInputs {
    private static final int MOST_REFUNDS = 100;

    private final Inputs inputs;
    private final Currency currency;

    RefundInputs(Inputs inputs, Currency currency) {
        this.inputs = inputs;
        this.currency = currency;
    }

    /// The refunds that an order carries; none where there is no list.
    List<Sent.Refund> refunds(@Nullable List<NewRefund> given) {
        List<NewRefund> refunds = Objects.requireNonNullElse(given, List.of());
        inputs.require(refunds.size() <= MOST_REFUNDS, "/refunds", "At most 100 refunds.", "最多 100 笔退款。");
        var read = new ArrayList<Sent.Refund>();
        for (int i = 0; i < Math.min(refunds.size(), MOST_REFUNDS); i++) {
            String pointer = "/refunds/" + i;
            if (inputs.given(pointer, refunds.get(i))) {
                read.add(refund(pointer, refunds.get(i)));
            }
        }
        return List.copyOf(read);
    }

    /// One refund, which stands at `pointer`.
    Sent.Refund refund(String pointer, NewRefund refund) {
        ReferenceInputs.externalId(inputs, pointer + "/externalId", refund.externalId());
        var source = refund.source();
        inputs.require(
                source == null || CustomerReference.SOURCE.matcher(source).matches(),
                pointer + "/source",
                "Must be 1 to 63 lower-case letters, digits, `-` or `_`.",
                "须为 1 至 63 个小写字母、数字、`-` 或 `_`。");
        long amount = positive(inputs, pointer + "/amount", refund.amount(), currency);
        var reason = inputs.optionalText(pointer + "/reason", refund.reason(), OrderInputs.LONGEST);
        var lines = refundLines(pointer, amount, Objects.requireNonNullElse(refund.lines(), List.of()));
        var fingerprint = Fingerprint.of(amount, refund.occurredAt(), reason, lines);
        return new Sent.Refund(source, refund.externalId(), amount, refund.occurredAt(), reason, lines, fingerprint);
    }

    private List<Sent.RefundLine> refundLines(String pointer, long amount, List<NewRefundLine> lines) {
        inputs.require(
                lines.size() <= OrderLineInputs.MOST_LINES, pointer + "/lines", "At most 1000 lines.", "最多 1000 行。");
        var numbers = new HashSet<Integer>();
        var read = new ArrayList<Sent.RefundLine>();
        for (int i = 0; i < Math.min(lines.size(), OrderLineInputs.MOST_LINES); i++) {
            var line = lines.get(i);
            String place = pointer + "/lines/" + i;
            if (!inputs.given(place, line)) {
                continue;
            }
            inputs.require(numbers.add(line.lineNumber()), place + "/lineNumber", "Is there twice.", "行号重复。");
            read.add(new Sent.RefundLine(
                    line.lineNumber(),
                    OrderLineInputs.quantity(inputs, place + "/quantity", line.quantity()),
                    Money.read(inputs, place + "/amount", line.amount(), currency)));
        }
        inputs.require(
                read.stream().mapToLong(Sent.RefundLine::amount).sum() <= amount,
                pointer + "/lines",
                "The lines give back more than the refund's amount.",
                "各行退款之和超过退款金额。");
        return List.copyOf(read);
    }

    /// An amount that is more than 0.
    static long positive(Inputs inputs, String pointer, Money money, Currency currency) {
        long amount = Money.read(inputs, pointer, money, currency);
        inputs.require(amount > 0 || !inputs.ok(), pointer + "/amount", "Must be more than 0.", "须大于 0。");
        return amount;
    }
}
