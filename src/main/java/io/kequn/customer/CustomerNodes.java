package io.kequn.customer;

import io.kequn.platform.graphql.NodeResolver;
import io.kequn.platform.value.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds customers by their global ids.
@Singleton
class CustomerNodes implements NodeResolver {
    private final CustomerReads reads;

    CustomerNodes(CustomerReads reads) {
        this.reads = reads;
    }

    @Override
    public String type() {
        return "Customer";
    }

    @Override
    public Uni<List<Customer>> find(List<String> keys) {
        return reads.byIds(keys.stream().flatMap(key -> Ids.parse(key).stream()).toList());
    }
}
