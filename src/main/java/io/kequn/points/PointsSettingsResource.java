package io.kequn.points;

import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

@Path("/v1/points-settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Points", description = "What customers earn and redeem")
public class PointsSettingsResource {
    private final PointsSettingsService settings;

    PointsSettingsResource(PointsSettingsService settings) {
        this.settings = settings;
    }

    @GET
    @Operation(operationId = "getPointsSettings", summary = "Read when points count, expire, and are taken back")
    public Uni<PointsSettings> get() {
        return settings.get();
    }

    @PUT
    @Operation(operationId = "putPointsSettings", summary = "Set when points count, expire, and are taken back")
    public Uni<PointsSettings> put(@RestHeader("If-Match") @Nullable String ifMatch, PointsSettingsSpec request) {
        return settings.put(request, ExpectedVersion.ofHeader(ifMatch));
    }
}
