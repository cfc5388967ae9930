package io.kequn.audience;

import io.kequn.platform.http.ListFiles.Lines;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/exports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Exports")
public class ExportResource {
    private static final String FILE = "Fetch the file of an export: who agrees at this moment, in order of ids";

    private final AudienceService exports;
    private final AudienceFiles files;

    ExportResource(AudienceService exports, AudienceFiles files) {
        this.exports = exports;
        this.files = files;
    }

    @GET
    @Operation(operationId = "listExports", summary = "List who has exported which members for what, the newest first")
    public Uni<Page<AudienceExport>> list(@BeanParam PageQuery page) {
        return exports.list(page.request());
    }

    @GET
    @Path("/{export}")
    @Operation(operationId = "getExport", summary = "Read an export")
    public Uni<AudienceExport> get(@RestPath String export) {
        return exports.get(export);
    }

    @GET
    @Path("/{export}/file")
    @Produces(MediaTypes.NDJSON + ";qs=1")
    @Operation(operationId = "getExportFile", summary = FILE)
    public Multi<Lines> lines(@RestPath String export) {
        return files.lines(export).onItem().transformToMulti(lines -> lines);
    }

    @GET
    @Path("/{export}/file")
    @Produces(MediaTypes.CSV + ";qs=0.5")
    @Operation(operationId = "getExportFile", summary = FILE)
    public Multi<String> file(@RestPath String export) {
        return files.rows(export).onItem().transformToMulti(rows -> rows);
    }
}
