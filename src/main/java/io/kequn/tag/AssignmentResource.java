package io.kequn.tag;

import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{customer}/tags")
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(
        name = "Tags",
        description = "Tags and the customers that have them")
public class AssignmentResource {
    private final AssignmentService assignments;
    private final AssignmentReads reads;

    AssignmentResource(AssignmentService assignments, AssignmentReads reads) {
        this.assignments = assignments;
        this.reads = reads;
    }

    @GET
    @Operation(operationId = "listTagsOfCustomer", summary = "List the tags of a customer by key")
    public Uni<Page<AssignedTag>> list(@RestPath String customer, @BeanParam PageQuery page) {
        return reads.of(customer, page.request());
    }

    @PATCH
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "editTagsOfCustomer", summary = "Give a customer tags and take tags away in one go")
    public Uni<TagsChange> edit(@RestPath String customer, TagsEdit request) {
        return assignments.edit(customer, request);
    }

    @PUT
    @Path("/{tag}")
    @Operation(
            operationId = "assignTag",
            summary = "Give a customer a tag, whatever its rule says; it lasts until the later of two instants")
    public Uni<TagsChange> assign(
            @RestPath String customer,
            @RestPath String tag,
            @RequestBody(required = false) @Nullable AssignmentSpec request) {
        return assignments.assign(customer, tag, request == null ? AssignmentSpec.PLAIN : request);
    }

    @DELETE
    @Path("/{tag}")
    @Operation(
            operationId = "removeTag",
            summary = "Take a tag from a customer; its rule, if it has one, does not give it again")
    public Uni<TagsChange> remove(@RestPath String customer, @RestPath String tag) {
        return assignments.remove(customer, tag);
    }

    @DELETE
    @Path("/{tag}/pin")
    @Operation(
            operationId = "leaveTagToRule",
            summary = "Take back what people have decided about a tag that a rule gives; the rule decides again")
    public Uni<TagsChange> leaveToRule(@RestPath String customer, @RestPath String tag) {
        return assignments.leaveToRule(customer, tag);
    }
}
