package io.kequn.rulebook;

import io.kequn.platform.http.MediaTypes;
import io.kequn.rulebook.RuleBooks.Applying;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules as code", description = "All rules of a shop as one document")
public class RuleBookResource {
    private static final String EXPORT = "Give all rules of the shop as one document, JSON or YAML";
    private static final String APPLY = "Make the rules of the shop as a document says, or tell what that would change";

    private final RuleBooks books;
    private final RuleBookYaml yaml;

    RuleBookResource(RuleBooks books, RuleBookYaml yaml) {
        this.books = books;
        this.yaml = yaml;
    }

    @GET
    @Path("/export")
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    @Operation(operationId = "exportRules", summary = EXPORT)
    public Uni<RuleBook> export() {
        return books.export();
    }

    @GET
    @Path("/export")
    @Produces(MediaTypes.YAML + ";qs=0.5")
    @Operation(operationId = "exportRules", summary = EXPORT)
    public Uni<String> exportYaml() {
        return books.export().map(yaml::write);
    }

    @POST
    @Path("/apply")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "applyRules", summary = APPLY)
    public Uni<RulePlan> apply(
            @RestQuery @DefaultValue("false") boolean dryRun,
            @RestQuery @DefaultValue("false") boolean prune,
            RuleBook book) {
        return books.apply(book, new Applying(dryRun, prune, false));
    }

    @POST
    @Path("/apply")
    @Consumes(MediaTypes.YAML)
    @Operation(operationId = "applyRules", summary = APPLY)
    public Uni<RulePlan> applyYaml(
            @RestQuery @DefaultValue("false") boolean dryRun,
            @RestQuery @DefaultValue("false") boolean prune,
            String book) {
        return books.apply(yaml.read(book), new Applying(dryRun, prune, false));
    }
}
