package io.kequn.customer;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds attributes by their global ids.
@Singleton
class AttributeNodes implements NodeResolver {
    private final AttributeService attributes;

    AttributeNodes(AttributeService attributes) {
        this.attributes = attributes;
    }

    @Override
    public String type() {
        return "Attribute";
    }

    @Override
    public Uni<List<Attribute>> find(List<String> keys) {
        return attributes.byKeys(keys);
    }
}
