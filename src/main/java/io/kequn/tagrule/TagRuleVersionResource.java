package io.kequn.tagrule;

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

@Path("/v1/tags/{key}/rule/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tags")
public class TagRuleVersionResource {
    private final TagRuleVersions versions;

    TagRuleVersionResource(TagRuleVersions versions) {
        this.versions = versions;
    }

    @GET
    @Operation(operationId = "listTagRuleVersions", summary = "List the rules that have given a tag, the latest first")
    public Uni<Page<TagRuleVersion>> list(@RestPath String key, @BeanParam PageQuery page) {
        return versions.list(key, page.request());
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "getTagRuleVersion", summary = "Read one version of the rule that gives a tag")
    public Uni<TagRuleVersion> get(@RestPath String key, @RestPath int number) {
        return versions.get(key, number);
    }

    @POST
    @Path("/{number}/publish")
    @Operation(
            operationId = "publishTagRuleVersion",
            summary = "Give the tag by an earlier rule again, which makes a new version with that rule")
    public Uni<TagRule> publish(
            @RestPath String key, @RestPath int number, @RestHeader("If-Match") @Nullable String ifMatch) {
        return versions.publish(key, number, ExpectedVersion.ofHeader(ifMatch));
    }
}
