package io.kequn.level;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/// Questions that change nothing.
@Path("/v1/level-programs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Level programs")
public class LevelQuestionResource {
    private final LevelPreviews previews;

    LevelQuestionResource(LevelPreviews previews) {
        this.previews = previews;
    }

    @POST
    @Path("/preview")
    @Operation(
            operationId = "previewLevelTerms",
            summary = "Try terms without saving them: how many customers would have each level, and who would move")
    public Uni<LevelProgramPreview> preview(LevelProgramTrial trial) {
        return previews.of(trial);
    }

    @POST
    @Path("/{key}/preview")
    @Operation(
            operationId = "previewLevelProgram",
            summary = "Tell how many customers would have each level if the draft were published, and who would move")
    public Uni<LevelProgramPreview> previewOf(@RestPath String key) {
        return previews.of(key);
    }
}
