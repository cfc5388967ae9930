package io.kequn.customer;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Mergers of customers in GraphQL.
@GraphQLApi
public class MergeGraphQL {
    private final MergeReads reads;
    private final MergeUndos undos;

    MergeGraphQL(MergeReads reads, MergeUndos undos) {
        this.reads = reads;
        this.undos = undos;
    }

    @Description("Who was merged into the customer, the latest mergers first; `customerMergers` goes on after them.")
    public Uni<List<LatestMergers>> merges(@Source List<Customer> page, @Nullable Integer first) {
        return reads.ofCustomers(page.stream().map(Customer::id).toList(), PageRequest.of(first, null, false, "/first"))
                .map(pages -> pages.stream().map(LatestMergers::of).toList());
    }

    @Query
    @Description("Who was merged into one customer, the newest merger first; goes on after the cursors of"
            + " `Customer.merges`.")
    public Uni<CustomerMergerConnection> customerMergers(
            @Id String customer, @Nullable Integer first, @Nullable String after) {
        return reads.of(NodeId.keyOf("Customer", customer), PageRequest.of(first, after, false, "/first"))
                .map(CustomerMergerConnection::of);
    }

    @Mutation
    @Description("Undoes a merger: both become what they would be had they not been merged.")
    public Uni<CustomerMergeUndoPayload> customerMergeUndo(CustomerMergeUndo input) {
        var expected = ExpectedVersion.of(input.expectedVersion());
        return Payload.of(
                () -> undos.undo(
                        NodeId.keyOf("Customer", input.customer()),
                        input.merge(),
                        new MergeUndo(input.dryRun()),
                        expected),
                CustomerMergeUndoPayload::of);
    }

    /// `expectedVersion` is that of the survivor.
    public record CustomerMergeUndo(
            @Id String customer,
            @Id String merge,
            @Nullable Integer expectedVersion,
            @Nullable Boolean dryRun) {}
}
