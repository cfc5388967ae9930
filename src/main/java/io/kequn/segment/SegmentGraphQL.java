package io.kequn.segment;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.publication.RuleCheck;
import io.kequn.publication.RuleChecks;
import io.kequn.publication.RuleToCheck;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// What GraphQL reads of segments; names are close to Shopify's.
@GraphQLApi
public class SegmentGraphQL {
    private final SegmentService segments;
    private final SegmentMembers members;
    private final RuleChecks rules;

    SegmentGraphQL(SegmentService segments, SegmentMembers members, RuleChecks rules) {
        this.segments = segments;
        this.members = members;
        this.rules = rules;
    }

    @Query
    @Description("The segment with this key; null when there is none.")
    public Uni<@Nullable Segment> segment(@Id String key) {
        return segments.find(NodeId.keyOf("Segment", key)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Segments in order of their keys; archived ones only when asked for by status.")
    public Uni<SegmentConnection> segments(
            @Nullable Integer first, @Nullable String after, @Nullable SegmentStatus status) {
        return segments.list(status == null ? null : status.text(), PageRequest.of(first, after, false, "/first"))
                .map(SegmentConnection::of);
    }

    @Query
    @Description("The members of a segment, in order of their ids.")
    public Uni<SegmentMemberConnection> customerSegmentMembers(
            @Id String segment, @Nullable Integer first, @Nullable String after) {
        return members.of(NodeId.keyOf("Segment", segment), PageRequest.of(first, after, false, "/first"))
                .map(SegmentMemberConnection::of);
    }

    @Query
    @Description("Checks a rule without saving it; refuses with every error's exact place.")
    public Uni<RuleCheck> segmentRuleCheck(
            String rule,
            @DefaultValue("false") @Description("Whether findings tell how many customers lack the value.")
                    boolean count) {
        return rules.check(new RuleToCheck(rule), count);
    }

    @Description("The segments that the customer is in, by key.")
    public Uni<List<List<CustomerSegment>>> segments(@Source List<Customer> page) {
        return members.ofCustomers(page.stream().map(Customer::id).toList());
    }

    public record SegmentEdge(String cursor, Segment node) {}

    public record SegmentConnection(List<SegmentEdge> edges, PageInfo pageInfo) {
        static SegmentConnection of(Page<Segment> page) {
            return Connections.of(page, SegmentEdge::new, SegmentConnection::new);
        }

        public List<Segment> getNodes() {
            return Connections.nodes(edges, SegmentEdge::node);
        }
    }

    public record SegmentMemberEdge(
            String cursor,
            Customer node,
            Instant since,
            @Nullable MemberOverride override) {
        static SegmentMemberEdge of(String cursor, SegmentMember member) {
            return new SegmentMemberEdge(cursor, member.customer(), member.since(), member.override());
        }
    }

    public record SegmentMemberConnection(List<SegmentMemberEdge> edges, PageInfo pageInfo) {
        static SegmentMemberConnection of(Page<SegmentMember> page) {
            return Connections.of(page, SegmentMemberEdge::of, SegmentMemberConnection::new);
        }

        public List<Customer> getNodes() {
            return Connections.nodes(edges, SegmentMemberEdge::node);
        }
    }
}
