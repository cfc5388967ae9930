package io.kequn.customer;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

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
        return reads.byIds(keys.stream()
                .filter(key -> CustomerReference.ID.matcher(key).matches())
                .map(UUID::fromString)
                .toList());
    }
}
