package io.kequn.points;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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

@Path("/v1/points-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Points")
public class PointsRuleResource {
    private final PointsRuleService rules;
    private final PointsRuleReads reads;

    PointsRuleResource(PointsRuleService rules, PointsRuleReads reads) {
        this.rules = rules;
        this.reads = reads;
    }

    @GET
    @Operation(
            operationId = "listPointsRules",
            summary = "List points rules by key; `archived=true` has archived ones too")
    public Uni<Page<PointsRule>> list(@RestQuery @DefaultValue("false") boolean archived, @BeanParam PageQuery page) {
        return reads.list(archived, page.request());
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getPointsRule", summary = "Read a points rule")
    public Uni<PointsRule> get(@RestPath String key) {
        return reads.get(key);
    }

    @PUT
    @Path("/{key}")
    @Operation(operationId = "putPointsRule", summary = "Make a points rule, or replace what defines it")
    public Uni<RestResponse<PointsRule>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, PointsRuleSpec request) {
        return rules.put(key, request, ExpectedVersion.ofHeader(ifMatch))
                .map(put -> Created.where(put.created(), "/v1/points-rules/" + key, put.rule()));
    }

    @DELETE
    @Path("/{key}")
    @Operation(operationId = "archivePointsRule", summary = "Let a points rule earn no more; what it has earned stays")
    public Uni<PointsRule> archive(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return rules.archive(key, ExpectedVersion.ofHeader(ifMatch));
    }
}
