package io.kequn.privacy;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// The rights of persons in GraphQL.
@GraphQLApi
public class PrivacyGraphQL {
    private final PersonExports exports;
    private final ErasureReads reads;
    private final ErasureService erasures;
    private final ErasureReplays replays;

    PrivacyGraphQL(PersonExports exports, ErasureReads reads, ErasureService erasures, ErasureReplays replays) {
        this.exports = exports;
        this.reads = reads;
        this.erasures = erasures;
        this.replays = replays;
    }

    @Query
    @Description("All that is known of the person, as records of which the last one is `end`.")
    public Uni<List<PersonRecord>> personExport(@Id String customer) {
        return exports.all(NodeId.keyOf("Customer", customer));
    }

    @Query
    @Description("An erasure; once it is done, its receipt. Null when there is none.")
    public Uni<@Nullable Erasure> erasure(@Id String id) {
        return reads.find(id).map(found -> found.orElse(null));
    }

    @Query
    @Description("The erasures with their receipts, the newest first.")
    public Uni<ErasureConnection> erasures(@Nullable Integer first, @Nullable String after) {
        return reads.list(PageRequest.of(first, after, false, "/first")).map(ErasureConnection::of);
    }

    @Mutation
    @Description("Erases the person and all that tells of it; can be cancelled.")
    public Uni<ErasurePayload> personErase(PersonErasure input) {
        var spec = new ErasureSpec(input.cancelWindow(), input.reason(), input.dryRun());
        return Payload.of(() -> erasures.erase(NodeId.keyOf("Customer", input.customer()), spec), ErasurePayload::new);
    }

    @Mutation
    @Description("Cancels an erasure that waits.")
    public Uni<ErasurePayload> erasureCancel(ErasureTarget input) {
        return Payload.of(() -> erasures.cancel(input.id()), ErasurePayload::new);
    }

    @Mutation
    @Description("Erases anew, at once, whom a restored backup has brought back.")
    public Uni<ErasureReplayPayload> erasuresReplay(ErasureReplaySpec input) {
        return Payload.of(() -> replays.replay(input), ErasureReplayPayload::new);
    }

    public record PersonErasure(
            @Id String customer,
            @Nullable String cancelWindow,
            @Nullable String reason,
            @Nullable Boolean dryRun) {}

    public record ErasureTarget(@Id String id) {}
}
