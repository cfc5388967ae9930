package io.kequn.level;

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

@Path("/v1/level-programs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Level programs", description = "Levels by rank, and how customers reach, keep and lose them")
public class LevelProgramResource {
    private final LevelProgramService programs;
    private final LevelCustomers customers;

    LevelProgramResource(LevelProgramService programs, LevelCustomers customers) {
        this.programs = programs;
        this.customers = customers;
    }

    @GET
    @Operation(
            operationId = "listLevelPrograms",
            summary = "List level programs by key; archived ones with `status=archived`")
    public Uni<Page<LevelProgram>> list(@RestQuery @Nullable String status, @BeanParam PageQuery page) {
        return programs.list(status, page.request());
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getLevelProgram", summary = "Read a level program with status, build progress and counts")
    public Uni<LevelProgram> get(@RestPath String key) {
        return programs.get(key);
    }

    @PUT
    @Path("/{key}")
    @Operation(operationId = "putLevelProgram", summary = "Make a level program, or change its name and draft")
    public Uni<RestResponse<LevelProgram>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<LevelProgramSpec> request) {
        return programs.put(key, request, ExpectedVersion.ofHeader(ifMatch))
                .map(put -> Created.where(put.created(), "/v1/level-programs/" + key, put.program()));
    }

    @PATCH
    @Path("/{key}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changeLevelProgram",
            summary = "Change what is given of a level program; terms become its draft")
    public Uni<LevelProgram> change(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<LevelProgramSpec> request) {
        return programs.change(key, request, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{key}")
    @Operation(
            operationId = "deleteLevelProgram",
            summary = "Delete a draft, or an archived level program that nobody has a level of any more")
    public Uni<Void> delete(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return programs.delete(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/publish")
    @Operation(
            operationId = "publishLevelProgram",
            summary = "Make the draft live, and put all customers where it says")
    public Uni<LevelProgram> publish(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return programs.publish(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/archive")
    @Operation(operationId = "archiveLevelProgram", summary = "End a level program: nobody has a level of it any more")
    public Uni<LevelProgram> archive(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return programs.archive(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/unarchive")
    @Operation(operationId = "unarchiveLevelProgram", summary = "Bring an archived level program back")
    public Uni<LevelProgram> unarchive(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return programs.unarchive(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @GET
    @Path("/{key}/levels/{level}/customers")
    @Operation(operationId = "listCustomersOfLevel", summary = "List the customers who have a level")
    public Uni<Page<LevelCustomer>> customers(@RestPath String key, @RestPath String level, @BeanParam PageQuery page) {
        return customers.of(key, level, page.request());
    }
}
