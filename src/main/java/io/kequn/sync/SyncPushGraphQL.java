package io.kequn.sync;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/// What devices send, in GraphQL.
@GraphQLApi
public class SyncPushGraphQL {
    private final SyncWrites writes;

    SyncPushGraphQL(SyncWrites writes) {
        this.writes = writes;
    }

    @Mutation
    @Description("Takes what was done on a device while it was offline: tags given and taken, each with an id.")
    public Uni<SyncPushPayload> customerTagsPush(DeviceOperations input) {
        return Payload.of(() -> writes.push(SyncFeed.CUSTOMER_TAGS.text(), named(input)), SyncPushPayload::of);
    }

    /// Customers may be named by their global ids as well.
    private static DeviceOperations named(DeviceOperations input) {
        return new DeviceOperations(
                input.device(),
                input.operations().stream()
                        .map(operation -> operation.of(NodeId.keyOf("Customer", operation.customer())))
                        .toList());
    }

    public record SyncPushPayload(
            @Description("What became of each operation, in the order in which they were sent.") @Nullable
            List<DeviceResults.DeviceOperationResult> items,

            List<MembershipChange> membershipChanges,
            List<UserError> userErrors) {
        static SyncPushPayload of(@Nullable DeviceResults results, List<UserError> errors) {
            return results == null
                    ? new SyncPushPayload(null, List.of(), errors)
                    : new SyncPushPayload(results.items(), results.membershipChanges(), errors);
        }
    }
}
