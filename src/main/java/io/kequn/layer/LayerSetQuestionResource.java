package io.kequn.layer;

import io.kequn.layer.LayerSetSizes.LayerSetHistory;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Questions that change nothing.
@Path("/v1/layer-sets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Layer sets")
public class LayerSetQuestionResource {
    private final LayerSetPreviews previews;
    private final LayerSetSizes sizes;

    LayerSetQuestionResource(LayerSetPreviews previews, LayerSetSizes sizes) {
        this.previews = previews;
        this.sizes = sizes;
    }

    @POST
    @Path("/{key}/preview")
    @Operation(
            operationId = "previewLayerSet",
            summary = "Tell how large the layers would be if the draft were published, and who would move")
    public Uni<LayerSetPreview> preview(@RestPath String key) {
        return previews.of(key);
    }

    @GET
    @Path("/{key}/sizes")
    @Operation(operationId = "getLayerSetSizes", summary = "Tell the size of each layer day by day, at most 366 days")
    public Uni<LayerSetHistory> sizes(
            @RestPath String key,
            @Parameter(description = "First day, such as 2026-01-31; 30 days unless said.") @RestQuery @Nullable
                    LocalDate from,
            @Parameter(description = "Last day; today unless said.") @RestQuery @Nullable LocalDate to) {
        return sizes.of(key, from, to);
    }
}
