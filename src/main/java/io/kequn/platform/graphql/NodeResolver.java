package io.kequn.platform.graphql;

import io.smallrye.mutiny.Uni;
import java.util.List;

/// Finds the nodes of one type again. A feature with a [Node] has one bean of it.
public interface NodeResolver {
    /// The GraphQL type, which is the record's simple name.
    String type();

    /// Those of `keys` that exist in the caller's shop and that the caller may read, in any order; one query for all.
    Uni<? extends List<? extends Node>> find(List<String> keys);
}
