package io.kequn.customer;

import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// The latest mergers of one of many customers. No connection: what comes after is asked for one customer at a time,
/// from `pageInfo.endCursor` on.
public record LatestMergers(List<CustomerMerger> nodes, PageInfo pageInfo) {
    public LatestMergers {
        nodes = List.copyOf(nodes);
    }

    static LatestMergers of(Page<CustomerMerger> first) {
        var connection = CustomerMergerConnection.of(first);
        return new LatestMergers(connection.getNodes(), connection.pageInfo());
    }
}
