package io.kequn.tag;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/tags/{key}/exclusions")
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tags")
public class TagExclusionResource {
    private final TagExclusions exclusions;

    TagExclusionResource(TagExclusions exclusions) {
        this.exclusions = exclusions;
    }

    @GET
    @Operation(
            operationId = "listTagExclusions",
            summary = "List the customers from whom people have taken a tag that a rule gives",
            description = "`DELETE /v1/customers/{customer}/tags/{tag}/pin` leaves a customer to the rule again.")
    public Uni<Page<TagExclusion>> list(@RestPath String key, @BeanParam PageQuery page) {
        return exclusions.of(key, page.request());
    }
}
