package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.problem.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// The commands on orders. Each is one fact transaction; when it answers, the segments of the customers are right.
@Singleton
public class OrderService {
    private final FactTransaction facts;
    private final OrderWriter writer;

    OrderService(FactTransaction facts, OrderWriter writer) {
        this.facts = facts;
        this.writer = writer;
    }

    /// Creates or updates the order of this source and external id.
    public Uni<OrderResult> put(NewOrder order) {
        var caller = Caller.with(Scope.ORDERS_WRITE);
        var checked = OrderInputs.order(order, caller.ofShop().currency());
        return facts.write(
                new Command<>(caller, "orders", order, OrderResult.class),
                session -> writer.writeOne(session, checked, Unknown.CREATE)
                        .map(answers -> changes -> answers.with(changes).onlyOrder()));
    }

    /// Writes at most a thousand orders at once; answers one outcome per order, in their order. It takes no
    /// idempotency key: the orders' own ids make it idempotent.
    public Uni<List<Outcome<OrderResult>>> putAll(List<NewOrder> orders) {
        var caller = Caller.with(Scope.ORDERS_WRITE).withoutIdempotencyKey();
        if (orders.size() > OrderBatch.MOST) {
            throw INPUT_INVALID.because("At most 1000 orders at once; import larger files.", "每次最多 1000 个订单；大文件请使用导入。");
        }
        var batch = OrderWriter.check(
                new OrderBatch(orders, List.of()), caller.ofShop().currency());
        return facts.writeBatch(
                        new Command<>(caller, "orders", null, OrderBatch.Outcomes.class),
                        orders.size(),
                        session -> writer.write(session, batch))
                .map(OrderBatch.Outcomes::orders);
    }

    public Uni<OrderResult> refund(String order, NewRefund refund) {
        var caller = Caller.with(Scope.ORDERS_WRITE);
        return update(
                caller,
                order,
                refund,
                OrderInputs.refund(refund, caller.ofShop().currency()));
    }

    public Uni<OrderResult> pay(String order, NewPayment payment) {
        var caller = Caller.with(Scope.ORDERS_WRITE);
        return update(
                caller,
                order,
                payment,
                OrderEventInputs.payment(payment, caller.ofShop().currency()));
    }

    public Uni<OrderResult> deliver(String order, NewDelivery delivery) {
        var caller = Caller.with(Scope.ORDERS_WRITE);
        return update(
                caller,
                order,
                delivery,
                OrderEventInputs.delivery(delivery, caller.ofShop().currency()));
    }

    public Uni<OrderResult> cancel(String order, NewCancellation cancellation) {
        var caller = Caller.with(Scope.ORDERS_WRITE);
        return update(
                caller,
                order,
                cancellation,
                OrderEventInputs.cancellation(cancellation, caller.ofShop().currency()));
    }

    /// Gives money back to a customer without naming an order.
    public Uni<RefundResult> refundCustomer(String customer, NewCustomerRefund refund) {
        var caller = Caller.with(Scope.ORDERS_WRITE);
        var checked =
                OrderInputs.customerRefund(customer, refund, caller.ofShop().currency());
        return facts.write(
                new Command<>(caller, "customers/" + customer + "/refunds", refund, RefundResult.class),
                session -> writer.writeOne(session, checked, Unknown.LEAVE_OUT)
                        .map(answers -> changes -> answers.with(changes).onlyRefund()));
    }

    private Uni<OrderResult> update(Caller caller, String order, Object input, Sent.Fact fact) {
        var update = new Sent.Update(OrderReference.parse(order), fact);
        return facts.write(
                new Command<>(caller, "orders/" + order + "/" + fact.kind(), input, OrderResult.class),
                session -> writer.update(session, update)
                        .map(answers -> changes -> answers.with(changes).onlyOrder()));
    }
}
