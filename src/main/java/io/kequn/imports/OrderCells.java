package io.kequn.imports;

import static io.kequn.imports.Targets.AMOUNT;
import static io.kequn.imports.Targets.CUSTOMER;
import static io.kequn.imports.Targets.PLACED_AT;
import static io.kequn.imports.Targets.PRICE;
import static io.kequn.imports.Targets.PRODUCT;
import static io.kequn.imports.Targets.QUANTITY;
import static io.kequn.imports.Targets.STATUS;
import static io.kequn.imports.Targets.TOTAL;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.order.OrderStatus;
import io.kequn.platform.problem.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the cells of rows that make orders and notes everything that is wrong with them.
final class OrderCells {
    private static final Map<String, OrderStatus> STATUSES = Arrays.stream(OrderStatus.values())
            .collect(Collectors.toUnmodifiableMap(OrderStatus::name, Function.identity()));

    private final ImportPlan plan;
    private final Faults faults;
    private final int digits;

    OrderCells(ImportPlan plan, Faults faults) {
        this.plan = plan;
        this.faults = faults;
        this.digits = plan.digits();
    }

    /// Empty after noting what is wrong. `customer` is the one that the order's first row with a customer names;
    /// `cancels` is whether the rows take an order back, which makes negative numbers right.
    Optional<OrderRow> read(Row row, @Nullable String customer, boolean cancels) {
        checkCustomer(row, customer);
        boolean withLines = plan.hasLines();
        if (withLines) {
            given(row, PRODUCT, "input_invalid", "Is required.", "必填。");
        }
        var read = new OrderRow(
                row,
                required(row, PLACED_AT) ? instant(row) : null,
                plan.columns().containsKey(TOTAL) && required(row, TOTAL) ? money(row, TOTAL, cancels) : null,
                withLines && required(row, QUANTITY) ? quantity(row, cancels) : null,
                withLines && required(row, PRICE) ? money(row, PRICE, cancels) : null,
                withLines && row.get(AMOUNT) != null ? money(row, AMOUNT, cancels) : null,
                status(row));
        return faults.has(row) ? Optional.empty() : Optional.of(read);
    }

    private void checkCustomer(Row row, @Nullable String customer) {
        if (given(row, CUSTOMER, "customer_missing", "The row names no customer.", "该行没有客户。")
                && !text(row, CUSTOMER).equals(customer)) {
            note(
                    row,
                    "customer_differs",
                    CUSTOMER,
                    "Other rows of the order name another customer.",
                    "同一订单的其他行属于另一客户。");
        }
    }

    private boolean required(Row row, String target) {
        return given(row, target, "input_invalid", "Is required.", "必填。");
    }

    @CanIgnoreReturnValue
    private boolean given(Row row, String target, String code, String english, String chinese) {
        if (row.get(target) == null) {
            note(row, code, target, english, chinese);
            return false;
        }
        return true;
    }

    private @Nullable BigDecimal quantity(Row row, boolean cancels) {
        var quantity = number(row, QUANTITY);
        if (quantity != null && !cancels && quantity.signum() <= 0) {
            note(
                    row,
                    "quantity_not_positive",
                    QUANTITY,
                    "Is not more than 0 outside a cancellation.",
                    "非取消订单的数量须大于 0。");
        }
        return quantity;
    }

    private @Nullable BigDecimal money(Row row, String target, boolean cancels) {
        var number = number(row, target);
        if (number != null && number.signum() < 0 && !cancels) {
            note(row, "amount_negative", target, "Is negative outside a cancellation.", "非取消订单的金额不能为负数。");
        }
        if (number != null
                && number.scale() > digits
                && number.stripTrailingZeros().scale() > digits) {
            note(
                    row,
                    "value_invalid",
                    target,
                    "Must have at most " + digits + " digits after the point in this currency.",
                    "该币种小数位最多 " + digits + " 位。");
        }
        return number;
    }

    private @Nullable BigDecimal number(Row row, String target) {
        var number = plan.cells().number(text(row, target));
        if (number.isEmpty()) {
            note(
                    row,
                    "value_invalid",
                    target,
                    "Is no number that can be read: `" + text(row, target) + "`.",
                    "无法识别的数值：`" + text(row, target) + "`。");
        }
        return number.orElse(null);
    }

    private @Nullable Instant instant(Row row) {
        var instant = plan.cells().instant(text(row, PLACED_AT));
        if (instant.isEmpty()) {
            note(
                    row,
                    "value_invalid",
                    PLACED_AT,
                    "Is no time in one of the formats: `" + text(row, PLACED_AT) + "`.",
                    "不符合任何日期格式：`" + text(row, PLACED_AT) + "`。");
        }
        return instant.orElse(null);
    }

    private @Nullable OrderStatus status(Row row) {
        var text = row.get(STATUS);
        var status = text == null ? null : STATUSES.get(text.toUpperCase(Locale.ROOT));
        if (text != null && status == null) {
            note(row, "value_invalid", STATUS, "Is no status of an order.", "无效的订单状态。");
        }
        return status;
    }

    private static String text(Row row, String target) {
        var text = row.get(target);
        return text == null ? "" : text;
    }

    void note(Row row, String code, String target, String english, String chinese) {
        faults.add(row, code, plan.columnOf(target), new Text(english, chinese));
    }
}
