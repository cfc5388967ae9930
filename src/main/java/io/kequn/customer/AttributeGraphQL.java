package io.kequn.customer;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.GivenFields;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.job.Job;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// The shop's own attributes in GraphQL.
@GraphQLApi
public class AttributeGraphQL {
    private final AttributeService attributes;
    private final AttributeDeletions deletions;

    AttributeGraphQL(AttributeService attributes, AttributeDeletions deletions) {
        this.attributes = attributes;
        this.deletions = deletions;
    }

    @Query
    @Description("The attribute with this key; null when there is none.")
    public Uni<@Nullable Attribute> attribute(@Id String key) {
        return attributes.find(NodeId.keyOf("Attribute", key)).map(found -> found.orElse(null));
    }

    @Query
    @Description("The shop's own attributes of customers, by key.")
    public Uni<AttributeConnection> attributes(@Nullable Integer first, @Nullable String after) {
        return attributes.list(PageRequest.of(first, after, false, "/first")).map(AttributeConnection::of);
    }

    @Mutation
    public Uni<AttributePayload> attributeCreate(NewAttribute input) {
        return Payload.of(() -> attributes.create(input.key(), input.spec()), AttributePayload::of);
    }

    @Mutation
    @Description("Changes what is given; null clears.")
    public Uni<AttributePayload> attributeUpdate(AttributeUpdate input) {
        var fields = GivenFields.patch(input.fields(), "input", "fields");
        return Payload.of(
                () -> attributes.change(input.key(), fields, ExpectedVersion.of(input.expectedVersion())),
                AttributePayload::new);
    }

    @Mutation
    public Uni<AttributeDeletePayload> attributeDelete(AttributeTarget input) {
        boolean values = Boolean.TRUE.equals(input.deleteValues());
        return Payload.of(
                () -> deletions.delete(input.key(), values, ExpectedVersion.of(input.expectedVersion())),
                AttributeDeletePayload::of);
    }

    public record NewAttribute(
            String key,
            String name,
            @Nullable String description,
            AttributeType type,
            @Nullable List<String> allowedValues,

            @Nullable
            @Description("Whether it says who a person is: stored encrypted, found by equality only. Texts only.")
            Boolean personal) {
        AttributeSpec spec() {
            return new AttributeSpec(name, description, type, allowedValues, personal);
        }
    }

    public record AttributeUpdate(
            String key, AttributeFields fields, @Nullable Integer expectedVersion) {}

    /// Without `deleteValues` the values of customers keep the attribute from being deleted.
    public record AttributeTarget(
            String key,
            @Nullable Boolean deleteValues,
            @Nullable Integer expectedVersion) {}

    public record AttributePayload(@Nullable Attribute attribute, List<UserError> userErrors) {
        static AttributePayload of(@Nullable AttributeChange change, List<UserError> errors) {
            return new AttributePayload(change == null ? null : change.attribute(), errors);
        }
    }

    public record AttributeDeletePayload(
            @Nullable String deletedAttributeKey,
            @Nullable Integer customersChanged,

            @Nullable @Description("Goes on where customers are many.")
            Job job,

            List<UserError> userErrors) {
        static AttributeDeletePayload of(@Nullable AttributeDeletion deletion, List<UserError> errors) {
            return deletion == null
                    ? new AttributeDeletePayload(null, null, null, errors)
                    : new AttributeDeletePayload(
                            deletion.deletedAttributeKey(), deletion.customersChanged(), deletion.job(), errors);
        }
    }

    public record AttributeEdge(String cursor, Attribute node) {}

    public record AttributeConnection(List<AttributeEdge> edges, PageInfo pageInfo) {
        static AttributeConnection of(Page<Attribute> page) {
            return Connections.of(page, AttributeEdge::new, AttributeConnection::new);
        }

        public List<Attribute> getNodes() {
            return Connections.nodes(edges, AttributeEdge::node);
        }
    }
}
