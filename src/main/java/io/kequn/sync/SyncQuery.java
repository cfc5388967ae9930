package io.kequn.sync;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of a sync; used as a `@BeanParam`.
public class SyncQuery {
    @QueryParam("since")
    @Parameter(description = "The `token` of the page before, with the same scope; none: begin with all that there is.")
    @Nullable
    String since;

    @QueryParam("latest")
    @Parameter(
            description = "Leave out what there is, and begin with what changes from now on.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @DefaultValue("false")
    boolean latest;

    @QueryParam("limit")
    @Parameter(
            description = "How many entries or changes: 200 unless said, at most 1,000.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "200"))
    @Nullable
    Integer limit;

    @QueryParam("customer")
    @Parameter(description = "Only of these customers, by id; at most 100.")
    @Nullable
    List<String> customer;

    @QueryParam("segment")
    @Parameter(description = "Only of the members of this segment.")
    @Nullable
    String segment;

    @QueryParam("tagGroup")
    @Parameter(description = "Of `customer-tags`, only the tags of this group.")
    @Nullable
    String tagGroup;
}
