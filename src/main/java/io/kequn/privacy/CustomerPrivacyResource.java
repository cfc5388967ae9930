package io.kequn.privacy;

import io.kequn.platform.http.MediaTypes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/customers/{customer}/privacy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy", description = "All that is known of a person, and erasing it")
public class CustomerPrivacyResource {
    private final PersonExports exports;
    private final ErasureService erasures;

    CustomerPrivacyResource(PersonExports exports, ErasureService erasures) {
        this.exports = exports;
        this.erasures = erasures;
    }

    @POST
    @Path("/export")
    @Produces(MediaTypes.NDJSON)
    @Operation(
            operationId = "exportPerson",
            summary = "All that is known of the person, one record a line; the last one is `end`")
    public Multi<PersonRecord> export(@RestPath String customer) {
        return exports.export(customer).onItem().transformToMulti(records -> records);
    }

    @POST
    @Path("/erase")
    @Operation(operationId = "erasePerson", summary = "Erase the person and all that tells of it; can be cancelled")
    public Uni<Erasure> erase(@RestPath String customer, ErasureSpec spec) {
        return erasures.erase(customer, spec);
    }
}
