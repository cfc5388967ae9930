package io.kequn.segment;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.segment.SegmentOverride.OverrideChange;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/segments/{key}/overrides")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class OverrideResource {
    private final SegmentOverrides overrides;

    OverrideResource(SegmentOverrides overrides) {
        this.overrides = overrides;
    }

    @GET
    @Operation(
            operationId = "listSegmentOverrides",
            summary =
                    "List the customers whom people have put into a segment or kept out of it, whatever its rule says")
    public Uni<Page<SegmentOverride>> list(@RestPath String key, @BeanParam PageQuery page) {
        return overrides.list(key, page.request());
    }

    @PUT
    @Path("/{customer}")
    @Operation(
            operationId = "setSegmentOverride",
            summary = "Put a customer into a segment or keep one out, with a reason, for good or until an instant")
    public Uni<OverrideChange> set(@RestPath String key, @RestPath String customer, OverrideSpec spec) {
        return overrides.set(key, customer, spec);
    }

    @DELETE
    @Path("/{customer}")
    @Operation(operationId = "removeSegmentOverride", summary = "Let the rule decide about a customer again")
    public Uni<OverrideChange> remove(@RestPath String key, @RestPath String customer) {
        return overrides.remove(key, customer);
    }
}
