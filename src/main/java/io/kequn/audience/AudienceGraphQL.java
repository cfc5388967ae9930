package io.kequn.audience;

import io.kequn.customer.ConsentChannel;
import io.kequn.customer.ConsentPurpose;
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

/// Exports of audiences in GraphQL; their files are fetched over REST.
@GraphQLApi
public class AudienceGraphQL {
    private final AudienceService exports;

    AudienceGraphQL(AudienceService exports) {
        this.exports = exports;
    }

    @Query
    @Description("An export; null when there is none.")
    public Uni<@Nullable AudienceExport> audienceExport(@Id String id) {
        return exports.find(id).map(found -> found.orElse(null));
    }

    @Query
    @Description("Who has exported which members for what, the newest first.")
    public Uni<AudienceConnection> audienceExports(@Nullable Integer first, @Nullable String after) {
        return exports.list(PageRequest.of(first, after, false, "/first")).map(AudienceConnection::of);
    }

    @Mutation
    @Description("Exports the members of a segment who have agreed to a purpose over a channel.")
    public Uni<AudiencePayload> audienceExportCreate(AudienceOfSegment input) {
        var spec = new AudienceSpec(input.purpose(), input.channel(), input.columns(), input.hashing());
        return Payload.of(() -> exports.create(input.segment(), spec), AudiencePayload::new);
    }

    public record AudienceOfSegment(
            String segment,
            ConsentPurpose purpose,
            ConsentChannel channel,
            @Nullable List<String> columns,
            @Nullable AudienceHashing hashing) {}
}
