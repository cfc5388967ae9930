package io.kequn.order;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds orders by their global ids.
@Singleton
class OrderNodes implements NodeResolver {
    private final OrderReads reads;

    OrderNodes(OrderReads reads) {
        this.reads = reads;
    }

    @Override
    public String type() {
        return "Order";
    }

    @Override
    public Uni<List<Order>> find(List<String> keys) {
        return reads.byIds(keys);
    }
}
