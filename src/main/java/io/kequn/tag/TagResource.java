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
import jakarta.ws.rs.DefaultValue;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/tags")
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(
        name = "Tags",
        description = "Tags and the customers that have them")
public class TagResource {
    private final TagService tags;
    private final TagReads reads;
    private final TagDeletions deletions;
    private final BulkService bulk;
    private final TagHolders holders;

    TagResource(TagService tags, TagReads reads, TagDeletions deletions, BulkService bulk, TagHolders holders) {
        this.tags = tags;
        this.reads = reads;
        this.deletions = deletions;
        this.bulk = bulk;
        this.holders = holders;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createTag", summary = "Make a tag; refused if its key is taken")
    public Uni<RestResponse<Tag>> create(NewTag request) {
        return tags.create(request).map(tag -> Created.at("/v1/tags/" + tag.key(), tag));
    }

    @GET
    @Operation(operationId = "listTags", summary = "List tags by key; `counts=true` tells how many customers have each")
    public Uni<Page<Tag>> list(
            @RestQuery("group") @Nullable String group,
            @RestQuery @DefaultValue("false") boolean counts,
            @BeanParam PageQuery page) {
        return reads.list(group, counts, page.request());
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getTag", summary = "Read a tag and how many customers have it")
    public Uni<Tag> get(@RestPath String key) {
        return reads.get(key);
    }

    @PUT
    @Path("/{key}")
    @Operation(operationId = "putTag", summary = "Make a tag, or replace what defines it")
    public Uni<RestResponse<Tag>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, TagSpec request) {
        return tags.put(key, request, ExpectedVersion.ofHeader(ifMatch))
                .map(put -> Created.where(put.created(), "/v1/tags/" + key, put.tag()));
    }

    @PATCH
    @Path("/{key}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeTag", summary = "Change a tag")
    public Uni<Tag> change(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<TagSpec> patch) {
        return tags.change(key, patch, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{key}")
    @Operation(
            operationId = "deleteTag",
            summary = "Delete a tag; `force=true` takes it from its customers, by a job (202) if they are many")
    public Uni<RestResponse<TagDeletion>> delete(
            @RestPath String key,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @DefaultValue("false") boolean force) {
        return deletions
                .delete(key, force, ExpectedVersion.ofHeader(ifMatch))
                .map(deletion -> answer(deletion.goesOn(), deletion));
    }

    @GET
    @Path("/{key}/customers")
    @Operation(operationId = "listCustomersOfTag", summary = "List the customers that have a tag")
    public Uni<Page<TaggedCustomer>> customers(@RestPath String key, @BeanParam PageQuery page) {
        return holders.of(key, page.request());
    }

    @POST
    @Path("/{key}/assignments")
    @Operation(
            operationId = "assignTagInBulk",
            summary = "Give a tag to many customers or take it from them; more than 1,000 by a job (202)")
    public Uni<RestResponse<BulkResult>> assign(@RestPath String key, BulkAssignment request) {
        return bulk.run(key, request).map(result -> answer(result.job() != null, result));
    }

    private static <T> RestResponse<T> answer(boolean goesOn, T entity) {
        return RestResponse.status(goesOn ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK, entity);
    }
}
