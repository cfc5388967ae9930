package io.kequn.catalog;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// The catalogue in GraphQL; names of arguments are Shopify's.
@GraphQLApi
public class CatalogGraphQL {
    private final CatalogService catalogs;
    private final ValueService values;

    CatalogGraphQL(CatalogService catalogs, ValueService values) {
        this.catalogs = catalogs;
        this.values = values;
    }

    @Query
    @Description("All attributes, functions, operators by type, words and limits of the rule language.")
    public Uni<Catalog> ruleCatalog() {
        return catalogs.catalog();
    }

    @Query
    @Description("What a rule can begin with that fits what somebody has typed, what fits best first.")
    public Uni<SegmentFilterConnection> segmentFilterSuggestions(
            @Nullable String search, @Nullable Integer first, @Nullable String after) {
        return catalogs.filters(search, PageRequest.of(first, after, false, "/first"))
                .map(SegmentFilterConnection::of);
    }

    @Query
    @Description("Values of an attribute, or of a parameter of a function, the most frequent first.")
    public Uni<ValueSuggestions> segmentValueSuggestions(
            @Description("An attribute such as `city`, or a function such as `products_purchased`; `segment` for the"
                            + " keys of segments, `layer.<set>` for the layers of a set.")
                    String filterQueryName,
            @Nullable @Description("A parameter of the function, such as `category`.")
                    String functionParameterQueryName,
            @Nullable @Description("For the function `event`: the event whose property it is.") String event,
            @Nullable @Description("What the value or its name begins with, whatever the case.") String search,
            @Nullable @Description("20 unless said, at most 100.") Integer first) {
        boolean ofAttribute = functionParameterQueryName == null;
        return values.of(new ValueQuestion(
                ofAttribute ? filterQueryName : null,
                ofAttribute ? null : filterQueryName,
                functionParameterQueryName,
                event,
                search,
                first));
    }

    public record SegmentFilterEdge(String cursor, SegmentFilter node) {}

    public record SegmentFilterConnection(List<SegmentFilterEdge> edges, PageInfo pageInfo) {
        static SegmentFilterConnection of(Page<SegmentFilter> page) {
            return Connections.of(page, SegmentFilterEdge::new, SegmentFilterConnection::new);
        }

        public List<SegmentFilter> getNodes() {
            return Connections.nodes(edges, SegmentFilterEdge::node);
        }
    }
}
