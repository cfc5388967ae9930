package io.kequn.stream;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Subscriptions;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.Ids;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Events in GraphQL. Cursors are the tokens of REST; a subscription begins with what happens from now on unless
/// `since` is one.
@GraphQLApi
public class ChangeGraphQL {
    private final ChangeService changes;

    ChangeGraphQL(ChangeService changes) {
        this.changes = changes;
    }

    @Query
    @Description("What has happened to customers, from the oldest that is kept; `endCursor` goes on, also after a page"
            + " without events.")
    public Uni<ChangeConnection> changes(
            @Nullable Integer first, @Nullable String after, @Nullable ChangeFilter filter) {
        var page = PageRequest.of(first, after, false, "/first");
        return changes.edges(request(filter, after, false, page.limit())).map(ChangeConnection::of);
    }

    @Subscription
    @Description("What happens to customers.")
    public Multi<ChangeEdge> changes(@Nullable ChangeFilter filter, @Nullable String since) {
        return follow(filter, since);
    }

    @Subscription
    @Description("Who enters a segment and who leaves it.")
    public Multi<ChangeEdge> segmentMembership(String segment, @Nullable String since) {
        return follow(new ChangeFilter(null, null, List.of(segment), null, null, null, null), since);
    }

    @Subscription
    @Description("Which tags a customer gets and loses.")
    public Multi<ChangeEdge> customerTags(@Id String customer, @Nullable String since) {
        return follow(of(customer, "tag.*", null), since);
    }

    @Subscription
    @Description("How a customer's level changes, in one program or in all.")
    public Multi<ChangeEdge> customerLevel(@Id String customer, @Nullable String levelProgram, @Nullable String since) {
        return follow(of(customer, "level.*", levelProgram), since);
    }

    private Multi<ChangeEdge> follow(@Nullable ChangeFilter filter, @Nullable String since) {
        return Subscriptions.of(changes.followEdges(request(filter, since, since == null, null)));
    }

    private static ChangeRequest request(
            @Nullable ChangeFilter filter, @Nullable String since, boolean latest, @Nullable Integer limit) {
        return ChangeRequest.of(
                filter == null ? ChangeFilter.ALL : filter, since, latest, limit, field -> "/filter/" + field);
    }

    private static ChangeFilter of(String customer, String types, @Nullable String levelProgram) {
        var programs = levelProgram == null ? null : List.of(levelProgram);
        return new ChangeFilter(List.of(types), List.of(id(customer)), null, null, null, null, programs);
    }

    private static UUID id(String customer) {
        return Ids.parse(NodeId.keyOf("Customer", customer))
                .orElseThrow(() -> INPUT_INVALID.at(
                        "/customer",
                        "Must be a customer's id; a name such as `pos:17` may lead to another customer later.",
                        "须为客户编号；`pos:17` 之类的名称日后可能指向其他客户。"));
    }

    public record ChangeConnection(List<ChangeEdge> edges, PageInfo pageInfo) {
        static ChangeConnection of(ChangeService.Edges page) {
            var start = page.edges().isEmpty() ? null : page.edges().getFirst().cursor();
            return new ChangeConnection(page.edges(), new PageInfo(page.more(), false, start, page.token()));
        }

        public List<ChangeEvent> getNodes() {
            return edges.stream().map(ChangeEdge::node).toList();
        }
    }
}
