package io.kequn.platform.http;

import io.kequn.platform.page.PageRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of every list; used as a `@BeanParam`.
public class PageQuery {
    @QueryParam("limit")
    @Parameter(
            description = "How many items: 50 unless said, at most 200.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "50"))
    @Nullable
    Integer limit;

    @QueryParam("after")
    @Parameter(description = "`page.next` of the page before.")
    @Nullable
    String after;

    @QueryParam("count")
    @Parameter(
            description = "Whether to give `page.total`.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @DefaultValue("false")
    boolean count;

    /// The page asked for.
    public PageRequest request() {
        return PageRequest.of(limit, after, count, "limit");
    }
}
