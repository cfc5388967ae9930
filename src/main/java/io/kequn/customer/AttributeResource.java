package io.kequn.customer;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/attributes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attributes", description = "The shop's own attributes of customers")
public class AttributeResource {
    private final AttributeService attributes;
    private final AttributeDeletions deletions;

    AttributeResource(AttributeService attributes, AttributeDeletions deletions) {
        this.attributes = attributes;
        this.deletions = deletions;
    }

    @GET
    @Operation(operationId = "listAttributes", summary = "List the attributes by key")
    public Uni<Page<Attribute>> list(@BeanParam PageQuery page) {
        return attributes.list(page.request());
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getAttribute", summary = "Read an attribute")
    public Uni<Attribute> get(@RestPath String key) {
        return attributes.get(key);
    }

    @PUT
    @Path("/{key}")
    @Operation(operationId = "putAttribute", summary = "Make an attribute, or make it what is sent; the type stays")
    public Uni<RestResponse<Attribute>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, AttributeSpec spec) {
        return attributes.put(key, spec, ExpectedVersion.ofHeader(ifMatch)).map(AttributeResource::answer);
    }

    private static RestResponse<Attribute> answer(AttributeChange change) {
        var attribute = change.attribute();
        return Created.where(change.created(), "/v1/attributes/" + attribute.key(), attribute);
    }

    @PATCH
    @Path("/{key}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeAttribute", summary = "Change an attribute's name, description or allowed values")
    public Uni<Attribute> change(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<AttributeFields> patch) {
        return attributes.change(key, patch, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{key}")
    @Operation(
            operationId = "deleteAttribute",
            summary = "Delete an attribute that no rule reads; where customers are many, by a job (202)")
    public Uni<RestResponse<AttributeDeletion>> delete(
            @RestPath String key,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery
                    @Nullable
                    @Parameter(
                            description = "`delete`: delete the values of customers along; without it they keep the"
                                    + " attribute from being deleted.")
                    String values) {
        if (values != null && !values.equals("delete")) {
            throw ErrorCode.INPUT_INVALID.at("values", "Must be `delete`, or not given.", "须为 `delete` 或不传。");
        }
        return deletions
                .delete(key, values != null, ExpectedVersion.ofHeader(ifMatch))
                .map(AttributeResource::answer);
    }

    private static RestResponse<AttributeDeletion> answer(AttributeDeletion deletion) {
        return RestResponse.status(deletion.goesOn() ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK, deletion);
    }
}
