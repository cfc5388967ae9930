package io.kequn.segment;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Segments in GraphQL; names are close to Shopify's.
@GraphQLApi
public class SegmentGraphQL {
    private final SegmentService segments;
    private final PublicationService publications;
    private final SegmentMembers members;
    private final StaticMembers listed;
    private final RuleChecks rules;

    SegmentGraphQL(
            SegmentService segments,
            PublicationService publications,
            SegmentMembers members,
            StaticMembers listed,
            RuleChecks rules) {
        this.segments = segments;
        this.publications = publications;
        this.members = members;
        this.listed = listed;
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

    @Mutation
    public Uni<SegmentPayload> segmentCreate(NewSegment input) {
        return Payload.of(() -> segments.create(input), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentUpdate(SegmentUpdate input) {
        return Payload.of(() -> segments.change(input.key(), input.spec(), expected(input)), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentPublish(SegmentTarget input) {
        return Payload.of(() -> publications.publish(input.key(), expected(input)), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentArchive(SegmentTarget input) {
        return Payload.of(() -> publications.archive(input.key(), expected(input)), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentUnarchive(SegmentTarget input) {
        return Payload.of(() -> publications.unarchive(input.key(), expected(input)), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentDuplicate(SegmentCopy input) {
        return Payload.of(() -> segments.duplicate(input.from(), input.copy()), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentDeletePayload> segmentDelete(SegmentTarget input) {
        return Payload.of(
                () -> publications.delete(input.key(), expected(input)).replaceWith(input.key()),
                SegmentDeletePayload::new);
    }

    @Mutation
    public Uni<SegmentMembersPayload> segmentMembersChange(SegmentMembersEdit input) {
        return Payload.of(() -> listed.change(input.segment(), input.edits()), SegmentMembersPayload::new);
    }

    private static ExpectedVersion expected(SegmentTarget input) {
        return ExpectedVersion.of(input.expectedVersion());
    }

    private static ExpectedVersion expected(SegmentUpdate input) {
        return ExpectedVersion.of(input.expectedVersion());
    }

    /// Which segment, and the version that the caller has seen.
    public record SegmentTarget(String key, @Nullable Integer expectedVersion) {}

    /// A partial change; what is null stays.
    public record SegmentUpdate(
            String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable String rule,
            @Nullable String note,
            @Nullable Integer expectedVersion) {
        SegmentSpec spec() {
            return new SegmentSpec(name, description, null, rule, note);
        }
    }

    public record SegmentCopy(
            String from, String key, @Nullable String name) {
        NewSegment copy() {
            return new NewSegment(key, name, null, null, null, null);
        }
    }

    /// Customers by global id, uuid or `{source}:{externalId}`.
    public record SegmentMembersEdit(
            String segment,
            @Nullable List<String> add,
            @Nullable List<String> remove) {
        MemberEdits edits() {
            return new MemberEdits(references(add), references(remove));
        }

        private static @Nullable List<String> references(@Nullable List<String> customers) {
            return customers == null
                    ? null
                    : customers.stream().map(id -> NodeId.keyOf("Customer", id)).toList();
        }
    }

    public record SegmentPayload(@Nullable Segment segment, List<UserError> userErrors) {}

    public record SegmentDeletePayload(@Nullable String deletedKey, List<UserError> userErrors) {}

    public record SegmentMembersPayload(@Nullable MembersChange change, List<UserError> userErrors) {}

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
