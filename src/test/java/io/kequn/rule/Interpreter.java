package io.kequn.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The meaning of rules in plain Java, written from the description of the language and from nothing else: the
/// judge of the SQL. Slow and literal on purpose.
public final class Interpreter {
    private final ShopCalendar calendar;
    private final ConditionMeaning conditions;
    private final LeafMeaning leaves;

    public Interpreter(EvaluationTime time) {
        calendar = new ShopCalendar(time);
        conditions = new ConditionMeaning(calendar);
        leaves = new LeafMeaning(calendar, conditions);
    }

    public boolean holds(Rule rule, FactCustomer customer) {
        return switch (rule) {
            case Rule.Everyone() -> true;
            case Rule.All(var rules) -> rules.stream().allMatch(each -> holds(each, customer));
            case Rule.Any(var rules) -> rules.stream().anyMatch(each -> holds(each, customer));
            case Rule.Not(var inner) -> !holds(inner, customer);
            case Rule.Condition(var attribute, var operator, var values) ->
                conditions.holds(fact(customer, attribute), operator, values);
            case Rule.HasBeen hasBeen ->
                leaves.hasBeen(fact(customer, hasBeen.attribute()), customer.recorded(hasBeen.attribute()), hasBeen);
            case Rule.Anniversary anniversary ->
                leaves.anniversary(fact(customer, anniversary.attribute()), anniversary);
            case Rule.InSegment(var segment, var negated) -> customer.segments().contains(segment) != negated;
            case Rule.InLayer(var set, var layer) ->
                layer.equals(customer.layers().get(set));
            case Rule.Within within ->
                LeafMeaning.within((FactPlace) customer.values().get("location"), within);
            case Rule.Bucket bucket -> LeafMeaning.bucket(customer.id(), bucket);
            case Rule.Matches matches -> new FunctionMeaning(conditions, matches).holds(customer);
        };
    }

    private @Nullable Object fact(FactCustomer customer, String attribute) {
        var totals = customer.totals();
        return switch (attribute) {
            case "customer_tags" -> customer.tags();
            case "abandoned_checkout_date" ->
                customer.events().stream()
                        .filter(event -> event.name().equals("checkout_abandoned"))
                        .map(FactEvent::occurredAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
            case "age" -> age(customer.values().get("birth_date"));
            case "number_of_orders" -> BigDecimal.valueOf(totals.numberOfOrders());
            case "amount_spent" -> BigDecimal.valueOf(totals.amountSpent());
            case "refunded_amount" -> BigDecimal.valueOf(totals.refundedAmount());
            case "average_order_value" -> decimal(totals.averageOrderValue());
            case "points_balance", "points_expiring" -> customer.values().getOrDefault(attribute, BigDecimal.ZERO);
            case "first_order_date" -> totals.firstOrderDate();
            case "last_order_date" -> totals.lastOrderDate();
            case "days_between_orders" -> totals.daysBetweenOrders();
            default -> customer.values().get(attribute);
        };
    }

    /// Birthdays completed. Who was born on 29 February has a birthday on 28 February in common years.
    private @Nullable BigDecimal age(@Nullable Object birthDate) {
        if (birthDate == null) {
            return null;
        }
        var born = (LocalDate) birthDate;
        var today = calendar.today();
        int years = today.getYear() - born.getYear();
        return BigDecimal.valueOf(today.isBefore(birthday(born, today.getYear())) ? years - 1 : years);
    }

    static LocalDate birthday(LocalDate born, int year) {
        var month = LocalDate.of(year, born.getMonth(), 1);
        return month.withDayOfMonth(Math.min(born.getDayOfMonth(), month.lengthOfMonth()));
    }

    private static @Nullable BigDecimal decimal(@Nullable Long number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }

    /// An empty string or set counts as missing.
    static boolean isMissing(@Nullable Object fact) {
        return fact == null
                || Objects.equals(fact, "")
                || fact instanceof Set<?> set && set.stream().allMatch(Interpreter::isMissing);
    }
}
