package io.kequn.imports;

import static io.kequn.imports.Targets.CUSTOMER;
import static io.kequn.imports.Targets.EXTERNAL_ID;
import static io.kequn.imports.Targets.PRICE;
import static io.kequn.imports.Targets.PRODUCT;
import static io.kequn.imports.Targets.TOTAL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.order.NewCustomerRefund;
import io.kequn.order.NewOrder;
import io.kequn.order.NewOrderLine;
import io.kequn.order.NewPayment;
import io.kequn.order.OrderBatch;
import io.kequn.platform.http.JsonProblems;
import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes an order, or the refund that stands for a cancellation, of the rows that belong together. Rows that do
/// not fit are noted and left out; the rest makes the order.
final class OrderAssembly {
    private final ImportPlan plan;
    private final Faults faults;
    private final ObjectMapper json;
    private final OrderCells cells;
    private final int digits;

    OrderAssembly(ImportPlan plan, Faults faults, ObjectMapper json) {
        this.plan = plan;
        this.faults = faults;
        this.json = json;
        this.cells = new OrderCells(plan, faults);
        this.digits = plan.digits();
    }

    /// One of both, with the rows that it is made of.
    record Assembled(@Nullable NewOrder order, OrderBatch.@Nullable CustomerRefund refund, List<Row> rows) {
        Assembled {
            rows = List.copyOf(rows);
        }
    }

    /// Empty where no row is left.
    Optional<Assembled> assemble(List<Row> group) {
        var object = group.getFirst().json();
        return object == null ? ofCells(group) : ofJson(group, object);
    }

    private Optional<Assembled> ofJson(List<Row> group, ObjectNode object) {
        try {
            return Optional.of(new Assembled(json.treeToValue(object, NewOrder.class), null, group));
        } catch (JsonProcessingException e) {
            faults.refuse(group.getFirst(), JsonProblems.of(e));
            return Optional.empty();
        }
    }

    private Optional<Assembled> ofCells(List<Row> group) {
        boolean cancels = cancels(group.getFirst());
        var customer = group.stream()
                .map(row -> row.get(CUSTOMER))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        var rows = group.stream()
                .flatMap(row -> cells.read(row, customer, cancels).stream())
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return cancels ? refund(rows) : Optional.of(order(rows));
    }

    private boolean cancels(Row row) {
        var rule = plan.cancellation();
        var value = row.get(Targets.CANCELLATION);
        if (rule == null || value == null) {
            return false;
        }
        return rule.prefix() == null ? value.equals(rule.value()) : value.startsWith(rule.prefix());
    }

    private Assembled order(List<OrderRow> rows) {
        var first = rows.getFirst();
        var lines = plan.hasLines() ? rows.stream().map(this::line).toList() : null;
        var method = first.get("paymentMethod");
        var order = new NewOrder(
                customer(first),
                plan.source(),
                externalId(first.row()),
                placedAt(first),
                money(total(rows)),
                first.status(),
                null,
                first.get("channel"),
                first.get("store"),
                null,
                lines,
                method == null ? null : new NewPayment(null, method, null, null),
                null,
                null);
        return new Assembled(order, null, sources(rows));
    }

    private Optional<Assembled> refund(List<OrderRow> rows) {
        var first = rows.getFirst();
        var total = total(rows).abs();
        if (total.signum() == 0) {
            rows.forEach(row -> faults.drop(row.row()));
            cells.note(
                    first.row(),
                    "amount_zero",
                    plan.hasLines() ? PRICE : TOTAL,
                    "The cancellation gives nothing back.",
                    "取消金额为零。");
            return Optional.empty();
        }
        var refund = new NewCustomerRefund(
                plan.source(), externalId(first.row()), money(total), placedAt(first), "cancellation");
        return Optional.of(new Assembled(null, new OrderBatch.CustomerRefund(customer(first), refund), sources(rows)));
    }

    private static List<Row> sources(List<OrderRow> rows) {
        return rows.stream().map(OrderRow::row).toList();
    }

    private String customer(OrderRow row) {
        return plan.customerSource() + ":" + row.get(CUSTOMER);
    }

    /// Without a column of ids, a row is its own order and its line is the id.
    private static String externalId(Row row) {
        var id = row.get(EXTERNAL_ID);
        return id == null ? String.valueOf(row.line()) : id;
    }

    private static Instant placedAt(OrderRow row) {
        return Objects.requireNonNull(row.placedAt());
    }

    private NewOrderLine line(OrderRow row) {
        return new NewOrderLine(
                null,
                Objects.requireNonNull(row.get(PRODUCT)),
                row.get("line.name"),
                row.get("line.category"),
                row.get("line.brand"),
                list(row, "line.tags"),
                Objects.requireNonNull(row.quantity()),
                money(Objects.requireNonNull(row.price())),
                row.amount() == null ? null : money(row.amount()));
    }

    private @Nullable List<String> list(OrderRow row, String target) {
        var text = row.get(target);
        return text == null ? null : CsvFields.list(text, plan.separatorOf(target));
    }

    /// Where the file has a column of totals, each row of an order repeats it.
    private BigDecimal total(List<OrderRow> rows) {
        return plan.columns().containsKey(TOTAL)
                ? Objects.requireNonNull(rows.getFirst().total())
                : rows.stream().map(this::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Rounded line by line, as the orders do it.
    private BigDecimal amount(OrderRow row) {
        var amount = row.amount() == null
                ? Objects.requireNonNull(row.quantity()).multiply(Objects.requireNonNull(row.price()))
                : row.amount();
        return amount.setScale(digits, RoundingMode.HALF_UP);
    }

    private Money money(BigDecimal amount) {
        return new Money(
                amount.setScale(digits, RoundingMode.HALF_UP).toPlainString(),
                plan.currency().getCurrencyCode());
    }
}
