package io.kequn.imports;

import static io.kequn.imports.Targets.AMOUNT;
import static io.kequn.imports.Targets.CUSTOMER;
import static io.kequn.imports.Targets.EXTERNAL_ID;
import static io.kequn.imports.Targets.PLACED_AT;
import static io.kequn.imports.Targets.PRICE;
import static io.kequn.imports.Targets.PRODUCT;
import static io.kequn.imports.Targets.QUANTITY;
import static io.kequn.imports.Targets.TOTAL;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.order.NewCustomerRefund;
import io.kequn.order.NewOrder;
import io.kequn.order.NewOrderLine;
import io.kequn.order.NewPayment;
import io.kequn.order.OrderBatch;
import io.kequn.order.OrderStatus;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes an order, or the refund that stands for a cancellation, of the rows that belong together. Rows that do not fit
/// are noted and left out; the rest makes the order.
final class OrderAssembly {
    private final ImportPlan plan;
    private final Faults faults;
    private final int digits;

    OrderAssembly(ImportPlan plan, Faults faults) {
        this.plan = plan;
        this.faults = faults;
        this.digits = Math.max(plan.currency().getDefaultFractionDigits(), 0);
    }

    /// One of both, with the rows that it is made of.
    record Assembled(@Nullable NewOrder order, OrderBatch.@Nullable CustomerRefund refund, List<Row> rows) {}

    /// Empty where no row is left.
    Optional<Assembled> assemble(List<Row> group) {
        var cancels = cancels(group.getFirst());
        var rows = group.stream().filter(row -> fits(row, group, cancels)).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return cancels ? refund(rows) : order(rows);
    }

    private boolean cancels(Row row) {
        var rule = plan.cancellation();
        var value = row.get(Targets.CANCELLATION);
        if (rule == null || value == null) {
            return false;
        }
        return rule.prefix() == null ? value.equals(rule.value()) : value.startsWith(rule.prefix());
    }

    /// Notes everything that is wrong with the row.
    private boolean fits(Row row, List<Row> group, boolean cancels) {
        var first = group.stream()
                .map(other -> other.get(CUSTOMER))
                .filter(Objects::nonNull)
                .findFirst();
        if (given(row, CUSTOMER, "customer_missing", "The row names no customer.", "该行没有客户。")
                && !first.equals(Optional.ofNullable(row.get(CUSTOMER)))) {
            note(
                    row,
                    "customer_differs",
                    CUSTOMER,
                    "Other rows of the order name another customer.",
                    "同一订单的其他行属于另一客户。");
        }
        if (given(row, PLACED_AT, "input_invalid", "Is required.", "必填。")) {
            var unused = instant(row, PLACED_AT);
        }
        if (plan.hasLines()) {
            checkLine(row, cancels);
        }
        if (plan.columns().containsKey(TOTAL) && given(row, TOTAL, "input_invalid", "Is required.", "必填。")) {
            var total = number(row, TOTAL);
            requireNotNegative(row, TOTAL, total, cancels);
        }
        if (row.get("status") != null && status(row).isEmpty()) {
            note(row, "value_invalid", "status", "Is no status of an order.", "无效的订单状态。");
        }
        return !faults.has(row);
    }

    private void checkLine(Row row, boolean cancels) {
        given(row, PRODUCT, "input_invalid", "Is required.", "必填。");
        if (given(row, QUANTITY, "input_invalid", "Is required.", "必填。")) {
            var quantity = number(row, QUANTITY);
            if (quantity != null && !cancels && quantity.signum() <= 0) {
                note(
                        row,
                        "quantity_not_positive",
                        QUANTITY,
                        "Is not more than 0 outside a cancellation.",
                        "非取消订单的数量须大于 0。");
            }
        }
        if (given(row, PRICE, "input_invalid", "Is required.", "必填。")) {
            requireNotNegative(row, PRICE, number(row, PRICE), cancels);
        }
        if (row.get(AMOUNT) != null) {
            requireNotNegative(row, AMOUNT, number(row, AMOUNT), cancels);
        }
    }

    private void requireNotNegative(Row row, String target, @Nullable BigDecimal number, boolean cancels) {
        if (number != null && number.signum() < 0 && !cancels) {
            note(row, "amount_negative", target, "Is negative outside a cancellation.", "非取消订单的金额不能为负数。");
        }
        if (number != null && number.stripTrailingZeros().scale() > digits) {
            note(
                    row,
                    "value_invalid",
                    target,
                    "Must have at most " + digits + " digits after the point in this currency.",
                    "该币种小数位最多 " + digits + " 位。");
        }
    }

    @CanIgnoreReturnValue
    private boolean given(Row row, String target, String code, String english, String chinese) {
        if (row.get(target) == null) {
            note(row, code, target, english, chinese);
            return false;
        }
        return true;
    }

    private void note(Row row, String code, String target, String english, String chinese) {
        faults.add(row, code, plan.columnOf(target), new Text(english, chinese));
    }

    private @Nullable BigDecimal number(Row row, String target) {
        var number = plan.cells().number(value(row, target));
        if (number.isEmpty()) {
            note(
                    row,
                    "value_invalid",
                    target,
                    "Is no number that can be read: `" + value(row, target) + "`.",
                    "无法识别的数值：`" + value(row, target) + "`。");
        }
        return number.orElse(null);
    }

    private @Nullable Instant instant(Row row, String target) {
        var instant = plan.cells().instant(value(row, target));
        if (instant.isEmpty()) {
            note(
                    row,
                    "value_invalid",
                    target,
                    "Is no time in one of the formats: `" + value(row, target) + "`.",
                    "不符合任何日期格式：`" + value(row, target) + "`。");
        }
        return instant.orElse(null);
    }

    private static String value(Row row, String target) {
        return Objects.requireNonNullElse(row.get(target), "");
    }

    private Optional<Assembled> order(List<Row> rows) {
        var first = rows.getFirst();
        var lines = plan.hasLines() ? rows.stream().map(this::line).toList() : null;
        var method = first.get("paymentMethod");
        var order = new NewOrder(
                customer(first),
                plan.source(),
                externalId(first),
                placedAt(first),
                money(total(rows)),
                status(first).orElse(null),
                null,
                first.get("channel"),
                first.get("store"),
                null,
                lines,
                method == null ? null : new NewPayment(null, method, null, null),
                null,
                null);
        return Optional.of(new Assembled(order, null, rows));
    }

    private Optional<Assembled> refund(List<Row> rows) {
        var first = rows.getFirst();
        var total = total(rows).abs();
        if (total.signum() == 0) {
            rows.forEach(faults::drop);
            note(
                    first,
                    "amount_zero",
                    plan.hasLines() ? PRICE : TOTAL,
                    "The cancellation gives nothing back.",
                    "取消金额为零。");
            return Optional.empty();
        }
        var refund =
                new NewCustomerRefund(plan.source(), externalId(first), money(total), placedAt(first), "cancellation");
        return Optional.of(new Assembled(null, new OrderBatch.CustomerRefund(customer(first), refund), rows));
    }

    private String customer(Row row) {
        return plan.customerSource() + ":" + value(row, CUSTOMER);
    }

    /// Without a column of ids, a row is its own order and its line is the id.
    private static String externalId(Row row) {
        var id = row.get(EXTERNAL_ID);
        return id == null ? String.valueOf(row.line()) : id;
    }

    private Instant placedAt(Row row) {
        return Objects.requireNonNull(instant(row, PLACED_AT));
    }

    private static Optional<OrderStatus> status(Row row) {
        var text = value(row, "status").toUpperCase(Locale.ROOT);
        return Arrays.stream(OrderStatus.values())
                .filter(candidate -> candidate.name().equals(text))
                .findFirst();
    }

    private NewOrderLine line(Row row) {
        return new NewOrderLine(
                null,
                value(row, PRODUCT),
                row.get("line.name"),
                row.get("line.category"),
                row.get("line.brand"),
                list(row, "line.tags"),
                Objects.requireNonNull(number(row, QUANTITY)),
                money(Objects.requireNonNull(number(row, PRICE))),
                row.get(AMOUNT) == null ? null : money(Objects.requireNonNull(number(row, AMOUNT))));
    }

    private @Nullable List<String> list(Row row, String target) {
        var text = row.get(target);
        return text == null ? null : split(text, plan.separatorOf(target));
    }

    static List<String> split(String text, String separator) {
        var parts = new ArrayList<String>();
        for (var part : text.split(java.util.regex.Pattern.quote(separator), -1)) {
            if (!part.isBlank()) {
                parts.add(CsvFields.clean(part));
            }
        }
        return parts;
    }

    /// Where the file has a column of totals, each row of an order repeats it.
    private BigDecimal total(List<Row> rows) {
        return plan.columns().containsKey(TOTAL)
                ? Objects.requireNonNull(number(rows.getFirst(), TOTAL))
                : rows.stream().map(this::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Rounded line by line, as the orders do it.
    private BigDecimal amount(Row row) {
        var amount = row.get(AMOUNT) == null
                ? Objects.requireNonNull(number(row, QUANTITY)).multiply(Objects.requireNonNull(number(row, PRICE)))
                : Objects.requireNonNull(number(row, AMOUNT));
        return amount.setScale(digits, RoundingMode.HALF_UP);
    }

    private Money money(BigDecimal amount) {
        return new Money(
                amount.setScale(digits, RoundingMode.HALF_UP).toPlainString(),
                plan.currency().getCurrencyCode());
    }
}
