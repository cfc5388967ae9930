package io.kequn.order;

import io.kequn.platform.problem.Outcome;
import java.util.List;

/// Orders and refunds of customers that are written together, in one transaction and with one evaluation. The
/// refunds come after the orders.
public record OrderBatch(List<NewOrder> orders, List<CustomerRefund> refunds) {
    /// As many items as one transaction takes.
    public static final int MOST = 1_000;

    public OrderBatch {
        orders = List.copyOf(orders);
        refunds = List.copyOf(refunds);
    }

    /// A refund with the customer it belongs to: an id or `{source}:{externalId}`.
    public record CustomerRefund(String customer, NewCustomerRefund refund) {}

    /// What became of each item, in the order in which they were given.
    public record Outcomes(List<Outcome<OrderResult>> orders, List<Outcome<RefundResult>> refunds) {
        public Outcomes {
            orders = List.copyOf(orders);
            refunds = List.copyOf(refunds);
        }
    }
}
