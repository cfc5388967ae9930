package io.kequn.audit;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/audit-log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit log", description = "Who has changed what, and read what of persons")
public class AuditLogResource {
    private static final String LIST = "List who has changed or read what, the newest first; as NDJSON without pages";

    private final AuditReads entries;

    AuditLogResource(AuditReads entries) {
        this.entries = entries;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    @Operation(operationId = "listAuditLog", summary = LIST)
    public Uni<Page<AuditEntry>> list(@BeanParam PageQuery page, @BeanParam AuditQuery query) {
        return entries.list(query.filter(), page.request());
    }

    @GET
    @Produces(MediaTypes.NDJSON + ";qs=0.5")
    @Operation(operationId = "listAuditLog", summary = LIST)
    public Multi<Lines> lines(@BeanParam AuditQuery query) {
        return entries.lines(query.filter()).onItem().transformToMulti(lines -> lines);
    }

    @GET
    @Path("/{entry}")
    @Operation(operationId = "getAuditEntry", summary = "Read an entry of the audit log")
    public Uni<AuditEntry> get(
            @RestPath String entry,
            @Parameter(description = "For the platform alone: the key of the shop whose log it is.")
                    @RestQuery
                    @Nullable
                    String shop) {
        return entries.get(entry, shop);
    }
}
