package io.kequn.platform.graphql;

import io.kequn.platform.page.Page;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Turns a page into a Relay connection. SmallRye would name generic types `Connection_Tag`, so a feature writes its
/// own two records, and `totalCount` as a field that is read only when asked for:
///
/// ```java
/// public record TagEdge(String cursor, Tag node) {}
///
/// public record TagConnection(List<TagEdge> edges, PageInfo pageInfo) {
///     static TagConnection of(Page<Tag> page) {
///         return Connections.of(page, TagEdge::new, TagConnection::new);
///     }
///
///     public List<Tag> getNodes() {
///         return Connections.nodes(edges, TagEdge::node);
///     }
/// }
/// ```
public final class Connections {
    private Connections() {}

    public static <T, E, C> C of(
            Page<T> page, BiFunction<String, T, E> edge, BiFunction<List<E>, PageInfo, C> connection) {
        var cursors = page.items().stream().map(page.cursor()).toList();
        var edges = IntStream.range(0, cursors.size())
                .mapToObj(i -> edge.apply(cursors.get(i), page.items().get(i)))
                .toList();
        var info = cursors.isEmpty()
                ? new PageInfo(page.hasNext(), false, null, null)
                : new PageInfo(page.hasNext(), false, cursors.getFirst(), cursors.getLast());
        return connection.apply(edges, info);
    }

    /// The nodes alone, for callers that need no cursors.
    public static <T, E> List<T> nodes(List<E> edges, Function<E, T> node) {
        return edges.stream().map(node).toList();
    }
}
