package io.kequn.layer;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/layer-sets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Layer sets", description = "Layers that divide all customers, each in exactly one")
public class LayerSetResource {
    private final LayerSetService sets;
    private final LayerCustomers customers;

    LayerSetResource(LayerSetService sets, LayerCustomers customers) {
        this.sets = sets;
        this.customers = customers;
    }

    @GET
    @Operation(operationId = "listLayerSets", summary = "List layer sets by key; archived ones with `status=archived`")
    public Uni<Page<LayerSet>> list(@RestQuery @Nullable String status, @BeanParam PageQuery page) {
        return sets.list(status, page.request());
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getLayerSet", summary = "Read a layer set with status, build progress and counts")
    public Uni<LayerSet> get(@RestPath String key) {
        return sets.get(key);
    }

    @PUT
    @Path("/{key}")
    @Operation(operationId = "putLayerSet", summary = "Make a layer set, or change its name, description and draft")
    public Uni<RestResponse<LayerSet>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<LayerSetSpec> request) {
        return sets.put(key, request, ExpectedVersion.ofHeader(ifMatch))
                .map(put -> Created.where(put.created(), "/v1/layer-sets/" + key, put.set()));
    }

    @PATCH
    @Path("/{key}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeLayerSet", summary = "Change what is given of a layer set; layers become its draft")
    public Uni<LayerSet> change(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<LayerSetSpec> request) {
        return sets.change(key, request, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{key}")
    @Operation(
            operationId = "deleteLayerSet",
            summary = "Delete a draft, or an archived layer set that nobody is in any more")
    public Uni<Void> delete(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return sets.delete(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/publish")
    @Operation(operationId = "publishLayerSet", summary = "Make the draft live, and put all customers into its layers")
    public Uni<LayerSet> publish(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return sets.publish(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/archive")
    @Operation(operationId = "archiveLayerSet", summary = "End a layer set: nobody is in its layers any more")
    public Uni<LayerSet> archive(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return sets.archive(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/unarchive")
    @Operation(operationId = "unarchiveLayerSet", summary = "Bring an archived layer set back")
    public Uni<LayerSet> unarchive(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return sets.unarchive(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @GET
    @Path("/{key}/layers/{layer}/customers")
    @Operation(operationId = "listCustomersOfLayer", summary = "List the customers of a layer")
    public Uni<Page<LayerCustomer>> customers(@RestPath String key, @RestPath String layer, @BeanParam PageQuery page) {
        return customers.of(key, layer, page.request());
    }
}
