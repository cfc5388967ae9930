package io.kequn.platform.graphql;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

/// An object that GraphQL clients can fetch again by a global id. A record implements `nodeKey` and gets the field
/// `id: ID!`; its own component `id`, if it has one, goes by another name in GraphQL (`@Name("uuid")`). The record's
/// simple name is its GraphQL type. REST shows nothing of this.
@Description("An object with a global id.")
@JsonIgnoreProperties("nodeId")
public interface Node {
    @Id
    @Name("id")
    @Description("Global id, for `node(id)`.")
    default String getNodeId() {
        return NodeId.of(getClass().getSimpleName(), nodeKey());
    }

    /// What tells this object from the others of its type in the shop: a uuid, or a key.
    String nodeKey();
}
