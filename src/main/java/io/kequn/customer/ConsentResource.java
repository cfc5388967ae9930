package io.kequn.customer;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
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

@Path("/v1/customers/{customer}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class ConsentResource {
    private final CustomerService customers;
    private final ConsentReads reads;

    ConsentResource(CustomerService customers, ConsentReads reads) {
        this.customers = customers;
        this.reads = reads;
    }

    /// What counts of each topic, by purpose and channel.
    public record Consents(List<CustomerConsent> items) {
        public Consents {
            items = List.copyOf(items);
        }
    }

    @GET
    @Operation(
            operationId = "listConsents",
            summary = "What the customer has agreed to, by purpose and channel; what nothing was said about is missing")
    public Uni<Consents> list(
            @RestPath String customer,
            @Parameter(
                            description = "As the service knew it at this instant (RFC 3339 with an offset).",
                            example = "2026-01-31T12:00:00Z")
                    @RestQuery
                    @Nullable
                    String asOf) {
        return reads.present(customer, ConsentFilter.asOf(asOf)).map(Consents::new);
    }

    @GET
    @Path("/history")
    @Operation(
            operationId = "listConsentHistory",
            summary = "All that the customer has said about consents, what was recorded last first")
    public Uni<Page<CustomerConsent>> history(
            @RestPath String customer,
            @Parameter(description = "Only of this purpose, such as `marketing`.") @RestQuery @Nullable String purpose,
            @Parameter(description = "Only of this channel, such as `sms`.") @RestQuery @Nullable String channel,
            @BeanParam PageQuery page) {
        return reads.history(customer, ConsentFilter.parse(purpose, channel), page.request());
    }

    @POST
    @Operation(
            operationId = "recordConsents",
            summary = "Record what the customer has said; rules decide by it at once")
    public Uni<CustomerChange> record(@RestPath String customer, NewConsents consents) {
        return customers.record(customer, consents);
    }
}
