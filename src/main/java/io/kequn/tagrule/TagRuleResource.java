package io.kequn.tagrule;

import io.kequn.platform.http.Created;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/tags/{key}/rule")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tags")
public class TagRuleResource {
    private final TagRuleService rules;

    TagRuleResource(TagRuleService rules) {
        this.rules = rules;
    }

    @GET
    @Operation(operationId = "getTagRule", summary = "Read the rule that gives a tag, with its build's progress")
    public Uni<TagRule> get(@RestPath String key) {
        return rules.get(key);
    }

    @PUT
    @Operation(
            operationId = "putTagRule",
            summary = "Let a rule give a tag from now on; what people decide about a customer wins over it")
    public Uni<RestResponse<TagRule>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, TagRuleSpec request) {
        return rules.put(key, request, ExpectedVersion.ofHeader(ifMatch))
                .map(put -> Created.where(put.created(), "/v1/tags/" + key + "/rule", put.rule()));
    }

    @DELETE
    @ResponseStatus(202)
    @Operation(
            operationId = "deleteTagRule",
            summary = "End the rule of a tag; a job takes the tag from those who have it from the rule alone")
    public Uni<TagRuleEnd> end(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return rules.end(key, ExpectedVersion.ofHeader(ifMatch));
    }
}
