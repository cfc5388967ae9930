package io.kequn.imports;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "Customers and orders from CSV and NDJSON files")
public class ImportResource {
    private static final String CSV = "text/csv";

    private final ImportService imports;
    private final ImportContent content;
    private final ImportErrors errors;
    private final ImportForm form;

    ImportResource(ImportService imports, ImportContent content, ImportErrors errors, ImportForm form) {
        this.imports = imports;
        this.content = content;
        this.errors = errors;
        this.form = form;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(operationId = "createImport", summary = "Make an import that waits for its file")
    public Uni<RestResponse<Import>> create(ImportSpec spec) {
        return imports.create(spec).map(ImportResource::created);
    }

    /// The parts `spec` and `file`, in this order.
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @ResponseStatus(201)
    @Operation(operationId = "uploadImport", summary = "Make an import and send its file: the parts `spec` and `file`")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = ImportUpload.class)))
    public Uni<RestResponse<Import>> upload(@Context HttpServerRequest request) {
        return dropping(request, form.receive(request)).map(ImportResource::created);
    }

    @PUT
    @Path("/{id}/content")
    @Consumes({CSV, MediaTypes.NDJSON, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "putImportContent",
            summary = "Send the file of an import, plain or packed by gzip; it begins")
    @RequestBody(
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaTypes.NDJSON, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Import> put(
            @RestPath String id,
            @RestHeader("Content-Encoding") @Nullable String encoding,
            @Context HttpServerRequest request) {
        return dropping(
                request,
                Uni.createFrom()
                        .deferred(() -> content.receive(
                                ImportService.id(id),
                                MultiHelper.toMulti(request),
                                "gzip".equalsIgnoreCase(encoding))));
    }

    private static <T> Uni<T> dropping(HttpServerRequest request, Uni<T> answer) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        return answer.onFailure().invoke(() -> Leftovers.drop(request));
    }

    @GET
    @Operation(operationId = "listImports", summary = "List the imports, the newest first")
    public Uni<Page<Import>> list(@BeanParam PageQuery page) {
        return imports.list(page.request());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getImport", summary = "Read an import, its progress and what became of its rows")
    public Uni<Import> get(@RestPath String id) {
        return imports.get(ImportService.id(id));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancelImport", summary = "Stop an import; what it has written stays")
    public Uni<Import> cancel(@RestPath String id) {
        return imports.cancel(ImportService.id(id));
    }

    @GET
    @Path("/{id}/errors")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listImportErrors", summary = "List what is wrong with the rows, in the order of the file")
    public Uni<Page<ImportError>> errors(@RestPath String id, @BeanParam PageQuery page) {
        return errors.list(ImportService.id(id), page.request());
    }

    @GET
    @Path("/{id}/errors.csv")
    @Produces(CSV)
    @Operation(operationId = "downloadImportErrors", summary = "The rows with errors as a CSV file, with the reasons")
    public Multi<String> file(@RestPath String id) {
        return errors.file(ImportService.id(id)).onItem().transformToMulti(rows -> rows);
    }

    private static RestResponse<Import> created(Import made) {
        return Created.at("/v1/imports/" + made.id(), made);
    }
}
