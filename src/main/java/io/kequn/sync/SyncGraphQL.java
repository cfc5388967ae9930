package io.kequn.sync;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Delta sync in GraphQL. Its tokens are those of REST.
@GraphQLApi
public class SyncGraphQL {
    private final SyncReads sync;

    SyncGraphQL(SyncReads sync) {
        this.sync = sync;
    }

    @Query
    @Description("Follows what customers have: first all of it in pages, then what changes, with nothing left out."
            + " `since` is the token of the page before, with the same scope; `latest` leaves out what there is.")
    public Uni<SyncPage> sync(
            SyncFeed feed,
            @Nullable Integer first,
            @Nullable String since,
            @DefaultValue("false") boolean latest,
            @Id @Nullable List<String> customers,
            @Nullable String segment,
            @Nullable String tagGroup) {
        var query = new SyncQuery();
        query.limit = PageRequest.of(first, null, false, "/first").limit();
        query.since = since;
        query.latest = latest;
        query.customer = ids(customers);
        query.segment = segment;
        query.tagGroup = tagGroup;
        return sync.pull(SyncRequest.of(feed.text(), query));
    }

    private static @Nullable List<String> ids(@Nullable List<String> customers) {
        return customers == null
                ? null
                : customers.stream().map(id -> NodeId.keyOf("Customer", id)).toList();
    }
}
