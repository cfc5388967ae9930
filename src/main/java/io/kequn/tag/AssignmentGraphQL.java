package io.kequn.tag;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Who has which tag, in GraphQL. Adds `tags` to `Customer` and `customers` to `Tag`.
@GraphQLApi
public class AssignmentGraphQL {
    private final AssignmentService assignments;
    private final AssignmentReads reads;
    private final TagHolders holders;
    private final BulkService bulk;

    AssignmentGraphQL(AssignmentService assignments, AssignmentReads reads, TagHolders holders, BulkService bulk) {
        this.assignments = assignments;
        this.reads = reads;
        this.holders = holders;
        this.bulk = bulk;
    }

    @Description("The customer's tags by key.")
    public Uni<List<List<AssignedTag>>> tags(@Source List<Customer> page) {
        return reads.ofCustomers(page.stream().map(Customer::id).toList());
    }

    @Description("The customers that have the tag.")
    public Uni<List<TaggedCustomerConnection>> customers(
            @Source List<Tag> page, @Nullable Integer first, @Nullable String after) {
        return holders.ofAll(page.stream().map(Tag::key).toList(), PageRequest.of(first, after, false, "/first"))
                .map(pages -> pages.stream().map(TaggedCustomerConnection::of).toList());
    }

    @Mutation
    @Description("Gives a customer tags, until an instant or for good.")
    public Uni<TagsPayload> tagsAdd(TagsToAdd input) {
        return Payload.of(
                Map.of("add", "tags"), () -> assignments.edit(input.customer(), input.edit()), TagsPayload::new);
    }

    @Mutation
    @Description("Takes tags from a customer.")
    public Uni<TagsPayload> tagsRemove(TagsToRemove input) {
        return Payload.of(
                Map.of("remove", "tags"), () -> assignments.edit(input.customer(), input.edit()), TagsPayload::new);
    }

    @Mutation
    @Description("Takes back what people have decided about a tag that a rule gives; the rule decides again.")
    public Uni<TagsPayload> tagPinRemove(TagPin input) {
        return Payload.of(() -> assignments.leaveToRule(input.customer(), input.tag()), TagsPayload::new);
    }

    @Mutation
    @Description("Gives a tag to many customers or takes it from them; more than 1,000 by a job.")
    public Uni<TagAssignmentsPayload> tagAssignments(TagAssignments input) {
        return Payload.of(() -> bulk.run(input.tag(), input.bulk()), TagAssignmentsPayload::new);
    }

    /// `customerId` takes a global id, a uuid, or `{source}:{externalId}`.
    public record TagsToAdd(
            @Id String customerId,
            List<String> tags,
            @Nullable Instant expiresAt,
            @Nullable AssignmentSource source) {
        String customer() {
            return NodeId.keyOf("Customer", customerId);
        }

        TagsEdit edit() {
            return new TagsEdit(tags, List.of(), expiresAt, source);
        }
    }

    public record TagsToRemove(@Id String customerId, List<String> tags) {
        String customer() {
            return NodeId.keyOf("Customer", customerId);
        }

        TagsEdit edit() {
            return new TagsEdit(List.of(), tags, null, null);
        }
    }

    public record TagPin(@Id String customerId, String tag) {
        String customer() {
            return NodeId.keyOf("Customer", customerId);
        }
    }

    /// Either `customers`, as everywhere by id or `{source}:{externalId}`, the key of a `segment`,
    /// or a `filter` in the rule language.
    public record TagAssignments(
            String tag,
            BulkAssignment.@Nullable Operation operation,
            @Nullable List<String> customers,
            @Nullable String segment,
            @Nullable String filter,
            @Nullable Instant expiresAt,
            @Nullable AssignmentSource source) {
        BulkAssignment bulk() {
            var named = customers == null
                    ? null
                    : customers.stream().map(id -> NodeId.keyOf("Customer", id)).toList();
            return new BulkAssignment(operation, named, segment, filter, expiresAt, source);
        }
    }

    public record TagsPayload(@Nullable TagsChange change, List<UserError> userErrors) {}

    public record TagAssignmentsPayload(@Nullable BulkResult result, List<UserError> userErrors) {}

    public record TaggedCustomerEdge(String cursor, TaggedCustomer node) {}

    public record TaggedCustomerConnection(List<TaggedCustomerEdge> edges, PageInfo pageInfo) {
        static TaggedCustomerConnection of(Page<TaggedCustomer> page) {
            return Connections.of(page, TaggedCustomerEdge::new, TaggedCustomerConnection::new);
        }

        public List<TaggedCustomer> getNodes() {
            return Connections.nodes(edges, TaggedCustomerEdge::node);
        }
    }
}
