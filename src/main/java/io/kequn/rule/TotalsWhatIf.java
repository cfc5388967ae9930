package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Foresees what more orders, fewer, or money paid back make of the totals of a customer's orders, and events
/// of when they happened last.
record TotalsWhatIf(WhatIf whatIf, ValueTruth truth) {
    static final String NUMBER_OF_ORDERS = "number_of_orders";
    static final String AMOUNT_SPENT = "amount_spent";
    static final String REFUNDED_AMOUNT = "refunded_amount";
    static final String AVERAGE = "average_order_value";
    private static final String FIRST_ORDER_DATE = "first_order_date";
    private static final String LAST_ORDER_DATE = "last_order_date";

    Outlook of(Rule.Condition rule, Actual.Single actual, Effect.More more) {
        Attribute attribute = whatIf.vocabulary().attributeOf(rule.attribute());
        if (attribute.storage() instanceof Attribute.Storage.Latest latest) {
            boolean same = latest.kind().equals(more.kind());
            return holds(rule, same ? latest(actual) : actual.value());
        }
        boolean lines = !more.row().containsKey(RowsWhatIf.ORDER) && more.count() > 1;
        if (more.row().containsKey("status")) {
            return Outlook.OPEN;
        }
        return switch (rule.attribute()) {
            case NUMBER_OF_ORDERS ->
                lines ? Outlook.OPEN : holds(rule, plus(actual.value(), BigDecimal.valueOf(more.count())));
            case AMOUNT_SPENT -> spent(rule, actual, more);
            case AVERAGE -> average(rule, actual, more);
            case REFUNDED_AMOUNT -> holds(rule, actual.value());
            case LAST_ORDER_DATE -> holds(rule, latest(actual));
            case FIRST_ORDER_DATE -> holds(rule, earliest(actual));
            default -> Outlook.OPEN;
        };
    }

    private Outlook spent(Rule.Condition rule, Actual.Single actual, Effect.More more) {
        Value amount = more.row().containsKey(RowsWhatIf.ORDER) ? more.row().get("amount") : null;
        return amount == null
                ? Outlook.growing(rule.operator(), truth.holds(rule.operator(), rule.values(), actual.value()))
                : holds(
                        rule,
                        plus(actual.value(), ValueTruth.number(amount).multiply(BigDecimal.valueOf(more.count()))));
    }

    /// Of the first orders, which are worth the same.
    private Outlook average(Rule.Condition rule, Actual.Single actual, Effect.More more) {
        Value amount = more.row().containsKey(RowsWhatIf.ORDER) ? more.row().get("amount") : null;
        return amount == null || actual.value() != null ? Outlook.OPEN : holds(rule, amount);
    }

    /// Which orders they are is left open, and so is what they were worth.
    Outlook of(Rule.Condition rule, Actual.Single actual, Effect.Cancelled cancelled) {
        return rule.attribute().equals(NUMBER_OF_ORDERS)
                ? holds(rule, plus(actual.value(), BigDecimal.valueOf(-cancelled.count())))
                : Outlook.OPEN;
    }

    Outlook of(Rule.Condition rule, Actual.Single actual, Effect.PaidBack back) {
        return switch (rule.attribute()) {
            case NUMBER_OF_ORDERS, FIRST_ORDER_DATE, LAST_ORDER_DATE -> holds(rule, actual.value());
            case AMOUNT_SPENT -> holds(rule, plus(actual.value(), back.amount().negate()));
            case REFUNDED_AMOUNT -> holds(rule, plus(actual.value(), back.amount()));
            default -> Outlook.OPEN;
        };
    }

    private Outlook holds(Rule.Condition rule, @Nullable Value value) {
        return Outlook.of(truth.holds(rule.operator(), rule.values(), value));
    }

    /// What is new happens now; something ahead may be later.
    private Value latest(Actual.Single actual) {
        Instant now = whatIf.present().at();
        return actual.value() instanceof Value.Moment moment && moment.moment().isAfter(now)
                ? moment
                : new Value.Moment(now);
    }

    private Value earliest(Actual.Single actual) {
        Instant now = whatIf.present().at();
        return actual.value() instanceof Value.Moment moment && moment.moment().isBefore(now)
                ? moment
                : new Value.Moment(now);
    }

    static @Nullable Value plus(@Nullable Value value, BigDecimal more) {
        return switch (value) {
            case Value.Decimal decimal -> new Value.Decimal(decimal.number().add(more));
            case Value.Money money -> new Value.Money(money.amount().add(more));
            case null, default -> null;
        };
    }
}
