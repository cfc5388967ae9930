package io.kequn.pack;

import io.kequn.pack.PackService.Giving;
import io.kequn.platform.problem.Inputs;
import io.kequn.rulebook.RulePlan;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/packs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Starter packs", description = "Segments, tags and layers to begin with")
public class PackResource {
    private static final String LANGUAGE =
            "`en` or `zh`: in which the names of what the pack defines shall be; the shop's unless said.";

    private final PackService packs;

    PackResource(PackService packs) {
        this.packs = packs;
    }

    /// They are few.
    public record PackList(List<PackSummary> items) {
        public PackList {
            items = List.copyOf(items);
        }
    }

    @GET
    @Operation(operationId = "listPacks", summary = "List the starter packs")
    public PackList list() {
        return new PackList(packs.list());
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getPack", summary = "Read all that a starter pack defines")
    public Uni<Pack> get(
            @RestPath String key, @Parameter(description = LANGUAGE) @RestQuery @Nullable String language) {
        return packs.get(key, language(language));
    }

    @POST
    @Path("/{key}/apply")
    @Operation(
            operationId = "applyPack",
            summary = "Make what the shop lacks of a starter pack, or tell what that would be")
    public Uni<RulePlan> apply(
            @RestPath String key,
            @Parameter(description = LANGUAGE) @RestQuery @Nullable String language,
            @RestQuery @DefaultValue("false") boolean dryRun,
            @Parameter(description = "Also changes what has a key of the pack and differs; without it that is `kept`.")
                    @RestQuery
                    @DefaultValue("false")
                    boolean overwrite) {
        return packs.apply(key, new Giving(language(language), dryRun, overwrite));
    }

    private static @Nullable PackLanguage language(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var inputs = new Inputs();
        var language = inputs.choice("language", text, PackLanguage.BY_TEXT);
        inputs.check();
        return language;
    }
}
