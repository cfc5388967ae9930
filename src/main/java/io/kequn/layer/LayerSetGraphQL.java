package io.kequn.layer;

import io.kequn.customer.Customer;
import io.kequn.layer.LayerSetSpec.LayerSpec;
import io.kequn.layer.LayerSetSpec.ResidualSpec;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.GivenFields;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Layer sets in GraphQL. Adds `layers` to `Customer`.
@GraphQLApi
public class LayerSetGraphQL {
    private final LayerSetService sets;
    private final LayerCustomers customers;

    LayerSetGraphQL(LayerSetService sets, LayerCustomers customers) {
        this.sets = sets;
        this.customers = customers;
    }

    @Query
    @Description("The layer set with this key; null when there is none.")
    public Uni<@Nullable LayerSet> layerSet(@Id String key) {
        return sets.find(NodeId.keyOf("LayerSet", key)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Layer sets in order of their keys; archived ones only when asked for by status.")
    public Uni<LayerSetConnection> layerSets(
            @Nullable Integer first, @Nullable String after, @Nullable SegmentStatus status) {
        return sets.list(status == null ? null : status.text(), PageRequest.of(first, after, false, "/first"))
                .map(LayerSetConnection::of);
    }

    @Query
    @Description("The customers of a layer, in order of their ids.")
    public Uni<LayerCustomerConnection> layerCustomers(
            @Id String layerSet, String layer, @Nullable Integer first, @Nullable String after) {
        return customers
                .of(NodeId.keyOf("LayerSet", layerSet), layer, PageRequest.of(first, after, false, "/first"))
                .map(LayerCustomerConnection::of);
    }

    @Description("The layer of each layer set that the customer is in, by the set's key.")
    public Uni<List<List<CustomerLayer>>> layers(@Source List<Customer> page) {
        return customers.ofCustomers(page.stream().map(Customer::id).toList());
    }

    @Mutation
    @Description("Makes a layer set as a draft, or changes what is given of one; null clears.")
    public Uni<LayerSetPayload> layerSetPut(LayerSetEdit input) {
        var changes = GivenFields.patch(input.spec(), "input");
        return Payload.of(
                () -> sets.put(input.key(), changes, ExpectedVersion.of(input.expectedVersion()))
                        .map(LayerSetService.Put::set),
                LayerSetPayload::new);
    }

    @Mutation
    @Description("Changes what is given of a layer set that is there; null clears.")
    public Uni<LayerSetPayload> layerSetUpdate(LayerSetEdit input) {
        var changes = GivenFields.patch(input.spec(), "input");
        return Payload.of(
                () -> sets.change(input.key(), changes, ExpectedVersion.of(input.expectedVersion())),
                LayerSetPayload::new);
    }

    @Mutation
    public Uni<LayerSetPayload> layerSetPublish(LayerSetTarget input) {
        return Payload.of(() -> sets.publish(input.key(), input.expected()), LayerSetPayload::new);
    }

    @Mutation
    public Uni<LayerSetPayload> layerSetArchive(LayerSetTarget input) {
        return Payload.of(() -> sets.archive(input.key(), input.expected()), LayerSetPayload::new);
    }

    @Mutation
    public Uni<LayerSetPayload> layerSetUnarchive(LayerSetTarget input) {
        return Payload.of(() -> sets.unarchive(input.key(), input.expected()), LayerSetPayload::new);
    }

    @Mutation
    public Uni<LayerSetDeletePayload> layerSetDelete(LayerSetTarget input) {
        return Payload.of(
                () -> sets.delete(input.key(), input.expected()).replaceWith(input.key()), LayerSetDeletePayload::new);
    }

    /// What is absent stays; layers and the residual one come together.
    public record LayerSetEdit(
            String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable List<LayerSpec> layers,
            @Nullable ResidualSpec residual,
            @Name("public") @Nullable Boolean isPublic,
            @Nullable String note,
            @Nullable Integer expectedVersion) {
        LayerSetSpec spec() {
            return new LayerSetSpec(name, description, layers, residual, isPublic, note);
        }
    }

    public record LayerSetTarget(String key, @Nullable Integer expectedVersion) {
        ExpectedVersion expected() {
            return ExpectedVersion.of(expectedVersion);
        }
    }

    public record LayerSetPayload(@Nullable LayerSet layerSet, List<UserError> userErrors) {}

    public record LayerSetDeletePayload(@Nullable String deletedKey, List<UserError> userErrors) {}

    public record LayerSetEdge(String cursor, LayerSet node) {}

    public record LayerSetConnection(List<LayerSetEdge> edges, PageInfo pageInfo) {
        static LayerSetConnection of(Page<LayerSet> page) {
            return Connections.of(page, LayerSetEdge::new, LayerSetConnection::new);
        }

        public List<LayerSet> getNodes() {
            return Connections.nodes(edges, LayerSetEdge::node);
        }
    }

    public record LayerCustomerEdge(String cursor, Customer node, Instant since) {
        static LayerCustomerEdge of(String cursor, LayerCustomer found) {
            return new LayerCustomerEdge(cursor, found.customer(), found.since());
        }
    }

    public record LayerCustomerConnection(List<LayerCustomerEdge> edges, PageInfo pageInfo) {
        static LayerCustomerConnection of(Page<LayerCustomer> page) {
            return Connections.of(page, LayerCustomerEdge::of, LayerCustomerConnection::new);
        }

        public List<Customer> getNodes() {
            return Connections.nodes(edges, LayerCustomerEdge::node);
        }
    }
}
