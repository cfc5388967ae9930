package io.kequn.timetravel;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Time travel in GraphQL. Adds `memberships` to `Customer`.
@GraphQLApi
public class PastGraphQL {
    private final PastReads past;

    PastGraphQL(PastReads past) {
        this.past = past;
    }

    @Query
    @Description("Who was in a segment or layer, or had a tag, at an instant, in order of their ids.")
    public Uni<PastMemberConnection> membersAsOf(
            @Nullable String segment,
            @Nullable String tag,
            @Nullable String layerSet,
            @Nullable String layer,
            @Nullable Instant asOf,
            @Nullable Integer first,
            @Nullable String after) {
        return past.members(
                        PastQuestion.of(segment, tag, layerSet, layer, asOf),
                        PageRequest.of(first, after, false, "/first"))
                .map(PastMemberConnection::of);
    }

    @Description("The segments, tags and layers that the customer had at an instant; now unless said.")
    public Uni<List<PastMemberships>> memberships(@Source List<Customer> page, @Nullable Instant asOf) {
        return past.ofCustomers(page, asOf);
    }

    public record PastMemberEdge(String cursor, @Nullable Instant since, Customer node) {
        static PastMemberEdge of(String cursor, PastMember member) {
            return new PastMemberEdge(cursor, member.since(), member.customer());
        }
    }

    public record PastMemberConnection(List<PastMemberEdge> edges, PageInfo pageInfo) {
        static PastMemberConnection of(Page<PastMember> page) {
            return Connections.of(page, PastMemberEdge::of, PastMemberConnection::new);
        }

        public List<Customer> getNodes() {
            return Connections.nodes(edges, PastMemberEdge::node);
        }
    }
}
