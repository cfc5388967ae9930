package io.kequn.level;

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

@Path("/v1/level-programs/{key}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Level programs")
public class LevelProgramVersionResource {
    private final LevelProgramVersions versions;
    private final LevelProgramService programs;

    LevelProgramVersionResource(LevelProgramVersions versions, LevelProgramService programs) {
        this.versions = versions;
        this.programs = programs;
    }

    @GET
    @Operation(
            operationId = "listLevelProgramVersions",
            summary = "List the terms that a level program has had, the latest first")
    public Uni<Page<LevelProgramVersion>> list(@RestPath String key, @BeanParam PageQuery page) {
        return versions.list(key, page.request());
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "getLevelProgramVersion", summary = "Read one version of a level program's terms")
    public Uni<LevelProgramVersion> get(@RestPath String key, @RestPath int number) {
        return versions.get(key, number);
    }

    @POST
    @Path("/{number}/publish")
    @Operation(
            operationId = "publishLevelProgramVersion",
            summary = "Make this version live, and place all customers; an earlier one takes the terms back")
    public Uni<LevelProgram> publish(
            @RestPath String key, @RestPath int number, @RestHeader("If-Match") @Nullable String ifMatch) {
        return programs.publish(key, number, ExpectedVersion.ofHeader(ifMatch));
    }
}
