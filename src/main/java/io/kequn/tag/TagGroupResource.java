package io.kequn.tag;

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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/tag-groups")
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(
        name = "Tag groups",
        description = "Groups of tags, exclusive or not")
public class TagGroupResource {
    private final TagGroupService groups;
    private final TagReads reads;

    TagGroupResource(TagGroupService groups, TagReads reads) {
        this.groups = groups;
        this.reads = reads;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createTagGroup", summary = "Make a tag group; refused if its key is taken")
    public Uni<RestResponse<TagGroup>> create(NewTagGroup request) {
        return groups.create(request).map(group -> Created.at("/v1/tag-groups/" + group.key(), group));
    }

    @GET
    @Operation(operationId = "listTagGroups", summary = "List tag groups by key")
    public Uni<Page<TagGroup>> list(@BeanParam PageQuery page) {
        return reads.groups(page.request());
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getTagGroup", summary = "Read a tag group")
    public Uni<TagGroup> get(@RestPath String key) {
        return reads.group(key);
    }

    @PUT
    @Path("/{key}")
    @Operation(operationId = "putTagGroup", summary = "Make a tag group, or replace what defines it")
    public Uni<RestResponse<TagGroup>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, TagGroupSpec request) {
        return groups.put(key, request, ExpectedVersion.ofHeader(ifMatch))
                .map(put -> Created.where(put.created(), "/v1/tag-groups/" + key, put.group()));
    }

    @PATCH
    @Path("/{key}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeTagGroup", summary = "Change a tag group")
    public Uni<TagGroup> change(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<TagGroupSpec> patch) {
        return groups.change(key, patch, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{key}")
    @Operation(operationId = "deleteTagGroup", summary = "Delete a tag group without tags")
    public Uni<Void> delete(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return groups.delete(key, ExpectedVersion.ofHeader(ifMatch));
    }
}
