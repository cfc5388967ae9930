package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// `node(id)` and `nodes(ids)`: any object by its global id.
@GraphQLApi
public class NodeGraphQL {
    private static final int MOST = 200;

    private final List<NodeResolver> resolvers;

    NodeGraphQL(@All List<NodeResolver> resolvers) {
        this.resolvers = List.copyOf(resolvers);
    }

    @Query
    @Description("The object with this global id; null when there is none.")
    public Uni<@Nullable Node> node(@Id String id) {
        return nodes(List.of(id)).map(List::getFirst);
    }

    @Query
    @Description("The objects with these global ids, at most 200, in their order; null where there is none.")
    public Uni<List<@Nullable Node>> nodes(@Id List<String> ids) {
        if (ids.size() > MOST) {
            throw INPUT_INVALID.at("/ids", "At most 200 ids at once.", "一次最多 200 个 ID。");
        }
        var wanted = ids.stream()
                .flatMap(id -> NodeId.parse(id).stream())
                .distinct()
                .collect(Collectors.groupingBy(NodeId::type, Collectors.mapping(NodeId::key, Collectors.toList())));
        var found = resolvers.stream()
                .flatMap(resolver -> find(resolver, wanted.getOrDefault(resolver.type(), List.of())))
                .toList();
        if (found.isEmpty()) {
            return Uni.createFrom().item(() -> inOrder(ids, Map.of()));
        }
        return Uni.join().all(found).andFailFast().map(nodes -> inOrder(ids, byId(nodes)));
    }

    private static Stream<Uni<List<? extends Node>>> find(NodeResolver resolver, List<String> keys) {
        return keys.isEmpty() ? Stream.empty() : Stream.of(resolver.find(keys).map(nodes -> nodes));
    }

    private static Map<String, Node> byId(List<List<? extends Node>> found) {
        var byId = new HashMap<String, Node>();
        found.forEach(nodes -> nodes.forEach(node -> byId.put(node.getNodeId(), node)));
        return byId;
    }

    private static List<@Nullable Node> inOrder(List<String> ids, Map<String, Node> byId) {
        return ids.stream().<@Nullable Node>map(byId::get).toList();
    }
}
