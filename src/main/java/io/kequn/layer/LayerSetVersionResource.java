package io.kequn.layer;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/v1/layer-sets/{key}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Layer sets")
public class LayerSetVersionResource {
    private final LayerSetVersions versions;
    private final LayerSetService sets;

    LayerSetVersionResource(LayerSetVersions versions, LayerSetService sets) {
        this.versions = versions;
        this.sets = sets;
    }

    @GET
    @Operation(operationId = "listLayerSetVersions", summary = "List the layers that a set has had, the latest first")
    public Uni<Page<LayerSetVersion>> list(@RestPath String key, @BeanParam PageQuery page) {
        return versions.list(key, page.request());
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "getLayerSetVersion", summary = "Read one version of a set's layers")
    public Uni<LayerSetVersion> get(@RestPath String key, @RestPath int number) {
        return versions.get(key, number);
    }

    @POST
    @Path("/{number}/publish")
    @Operation(
            operationId = "publishLayerSetVersion",
            summary = "Make this version live, and move all customers; an earlier one takes the layers back")
    public Uni<LayerSet> publish(
            @RestPath String key, @RestPath int number, @RestHeader("If-Match") @Nullable String ifMatch) {
        return sets.publish(key, number, ExpectedVersion.ofHeader(ifMatch));
    }
}
