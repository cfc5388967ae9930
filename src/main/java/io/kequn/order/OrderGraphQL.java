package io.kequn.order;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Orders in GraphQL. An order is named by its global id, its uuid or `{source}:{externalId}`.
@GraphQLApi
public class OrderGraphQL {
    private final OrderService orders;
    private final OrderReads reads;

    OrderGraphQL(OrderService orders, OrderReads reads) {
        this.orders = orders;
        this.reads = reads;
    }

    @Query
    @Description("The order; null when there is none.")
    public Uni<@Nullable Order> order(@Id String id) {
        return reads.find(NodeId.keyOf("Order", id)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Orders, newest first, placed from `from` (inclusive) until `to` (exclusive).")
    public Uni<OrderConnection> orders(
            @Nullable Integer first,
            @Nullable String after,
            @Nullable OrderStatus status,
            @Nullable String source,
            @Nullable Instant from,
            @Nullable Instant to) {
        return reads.list(new OrderReads.Filter(status, source, from, to), page(first, after))
                .map(OrderConnection::of);
    }

    @Query
    @Description("The orders of one customer, newest first; goes on after the cursors of `Customer.orders`.")
    public Uni<OrderConnection> customerOrders(@Id String customer, @Nullable Integer first, @Nullable String after) {
        return reads.ofCustomer(NodeId.keyOf("Customer", customer), page(first, after))
                .map(OrderConnection::of);
    }

    @Description("The customer's latest orders; `customerOrders` goes on after them.")
    public Uni<List<LatestOrders>> orders(@Source List<Customer> page, @Nullable Integer first) {
        return reads.ofCustomers(page.stream().map(Customer::id).toList(), page(first, null))
                .map(pages -> pages.stream()
                        .map(OrderConnection::of)
                        .map(LatestOrders::of)
                        .toList());
    }

    @Mutation
    @Description("Creates or updates the order of this source and external id.")
    public Uni<OrderPayload> orderPut(NewOrder input) {
        return Payload.of(() -> orders.put(input.of(NodeId.keyOf("Customer", input.customer()))), OrderPayload::of);
    }

    @Mutation
    @Description("Gives money back of an order.")
    public Uni<OrderPayload> orderRefund(OrderRefundSpec input) {
        return Payload.of(() -> orders.refund(input.key(), input.refund()), OrderPayload::of);
    }

    @Mutation
    @Description("Notes a payment of an order.")
    public Uni<OrderPayload> orderPay(OrderPaymentSpec input) {
        return Payload.of(() -> orders.pay(input.key(), input.payment()), OrderPayload::of);
    }

    @Mutation
    @Description("Notes a step of an order's delivery.")
    public Uni<OrderPayload> orderDeliver(OrderDeliverySpec input) {
        return Payload.of(() -> orders.deliver(input.key(), input.delivery()), OrderPayload::of);
    }

    @Mutation
    @Description("Cancels an order.")
    public Uni<OrderPayload> orderCancel(OrderCancellationSpec input) {
        return Payload.of(() -> orders.cancel(input.key(), input.cancellation()), OrderPayload::of);
    }

    @Mutation
    @Description("Gives money back to a customer without naming an order.")
    public Uni<CustomerRefundPayload> customerRefund(CustomerRefundSpec input) {
        return Payload.of(
                () -> orders.refundCustomer(NodeId.keyOf("Customer", input.customer()), input.refund()),
                CustomerRefundPayload::of);
    }

    private static PageRequest page(@Nullable Integer first, @Nullable String after) {
        return PageRequest.of(first, after, false, "/first");
    }

    /// An order and what to give back of it.
    public record OrderRefundSpec(@Id String order, NewRefund refund) {
        String key() {
            return NodeId.keyOf("Order", order);
        }
    }

    /// An order and its payment.
    public record OrderPaymentSpec(@Id String order, NewPayment payment) {
        String key() {
            return NodeId.keyOf("Order", order);
        }
    }

    /// An order and a step of its delivery.
    public record OrderDeliverySpec(@Id String order, NewDelivery delivery) {
        String key() {
            return NodeId.keyOf("Order", order);
        }
    }

    /// An order and why it is cancelled.
    public record OrderCancellationSpec(@Id String order, NewCancellation cancellation) {
        String key() {
            return NodeId.keyOf("Order", order);
        }
    }

    /// A customer and what to give back.
    public record CustomerRefundSpec(@Id String customer, NewCustomerRefund refund) {}
}
