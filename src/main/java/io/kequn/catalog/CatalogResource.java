package io.kequn.catalog;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/catalog")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog", description = "What rules can say, and which values customers have")
public class CatalogResource {
    private final CatalogService catalogs;
    private final ValueService values;

    CatalogResource(CatalogService catalogs, ValueService values) {
        this.catalogs = catalogs;
        this.values = values;
    }

    @GET
    @Operation(
            operationId = "getCatalog",
            summary = "Read all attributes, functions, operators by type, words and limits of the rule language")
    public Uni<Catalog> get() {
        return catalogs.catalog();
    }

    @GET
    @Path("/filters")
    @Operation(operationId = "listCatalogFilters", summary = "Suggest what a rule can begin with, what fits best first")
    public Uni<Page<SegmentFilter>> filters(
            @Parameter(description = "What somebody has typed of a name, in English or Chinese.") @RestQuery @Nullable
                    String search,
            @BeanParam PageQuery page) {
        return catalogs.filters(search, page.request());
    }

    @GET
    @Path("/values")
    @Operation(
            operationId = "suggestValues",
            summary = "Suggest values of an attribute or of a function's parameter, the most frequent first")
    public Uni<ValueSuggestions> values(@BeanParam ValueQuery query) {
        return values.of(query.question());
    }
}
