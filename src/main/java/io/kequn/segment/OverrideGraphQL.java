package io.kequn.segment;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.segment.SegmentOverride.OverrideChange;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// What people decide beside rules, in GraphQL. Adds `overrides` to `Customer`.
@GraphQLApi
public class OverrideGraphQL {
    private final SegmentOverrides overrides;
    private final CustomerOverrides ofCustomers;

    OverrideGraphQL(SegmentOverrides overrides, CustomerOverrides ofCustomers) {
        this.overrides = overrides;
        this.ofCustomers = ofCustomers;
    }

    @Description("What people have decided about the customer and segments or tags, whatever rules say.")
    public Uni<List<List<CustomerOverride>>> overrides(@Source List<Customer> page) {
        return ofCustomers.ofCustomers(page);
    }

    @Query
    @Description("The customers whom people have put into a segment or kept out of it, whatever its rule says.")
    public Uni<SegmentOverrideConnection> segmentOverrides(
            @Id String segment, @Nullable Integer first, @Nullable String after) {
        return overrides
                .list(NodeId.keyOf("Segment", segment), PageRequest.of(first, after, false, "/first"))
                .map(SegmentOverrideConnection::of);
    }

    @Mutation
    public Uni<SegmentOverridePayload> segmentOverrideSet(SegmentOverrideEdit input) {
        return Payload.of(
                () -> overrides.set(input.segment(), NodeId.keyOf("Customer", input.customer()), input.spec()),
                SegmentOverridePayload::new);
    }

    @Mutation
    public Uni<SegmentOverridePayload> segmentOverrideRemove(SegmentOverrideTarget input) {
        return Payload.of(
                () -> overrides.remove(input.segment(), NodeId.keyOf("Customer", input.customer())),
                SegmentOverridePayload::new);
    }

    public record SegmentOverrideEdit(
            String segment,
            @Id String customer,
            OverrideKind kind,
            @Nullable String reason,
            @Nullable Instant expiresAt) {
        OverrideSpec spec() {
            return new OverrideSpec(kind, reason, expiresAt);
        }
    }

    public record SegmentOverrideTarget(String segment, @Id String customer) {}

    public record SegmentOverridePayload(@Nullable OverrideChange change, List<UserError> userErrors) {}

    public record SegmentOverrideEdge(String cursor, SegmentOverride node) {}

    public record SegmentOverrideConnection(List<SegmentOverrideEdge> edges, PageInfo pageInfo) {
        static SegmentOverrideConnection of(Page<SegmentOverride> page) {
            return Connections.of(page, SegmentOverrideEdge::new, SegmentOverrideConnection::new);
        }

        public List<SegmentOverride> getNodes() {
            return Connections.nodes(edges, SegmentOverrideEdge::node);
        }
    }
}
