package io.kequn.order;

import io.kequn.platform.graphql.PageInfo;
import java.util.List;

/// The latest orders of one of many customers. No connection: what comes after is asked for one customer at a
/// time, from `pageInfo.endCursor` on.
public record LatestOrders(List<Order> nodes, PageInfo pageInfo) {
    public LatestOrders {
        nodes = List.copyOf(nodes);
    }

    static LatestOrders of(OrderConnection first) {
        return new LatestOrders(first.getNodes(), first.pageInfo());
    }
}
