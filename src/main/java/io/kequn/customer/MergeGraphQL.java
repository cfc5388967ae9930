package io.kequn.customer;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
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

    @Description("Who was merged into the customer, the newest merger first.")
    public Uni<List<List<CustomerMerger>>> merges(@Source List<Customer> page) {
        return reads.ofCustomers(page.stream().map(Customer::id).toList());
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
