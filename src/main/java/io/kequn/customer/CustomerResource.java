package io.kequn.customer;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.ListFiles.Lines;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers", description = "Who they are, and the names that other systems know them by")
public class CustomerResource {
    private static final String LIST = "List customers by a filter in the rule language, in the order asked for; as"
            + " NDJSON or CSV all of them, however many, without pages";

    private final CustomerService customers;
    private final CustomerReads reads;
    private final CustomerLists lists;
    private final CustomerMerges merges;
    private final CustomerDeletions deletions;

    CustomerResource(
            CustomerService customers,
            CustomerReads reads,
            CustomerLists lists,
            CustomerMerges merges,
            CustomerDeletions deletions) {
        this.customers = customers;
        this.reads = reads;
        this.lists = lists;
        this.merges = merges;
        this.deletions = deletions;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createCustomer", summary = "Create a customer")
    public Uni<RestResponse<CustomerChange>> create(Patch<CustomerFields> fields) {
        return customers.create(fields).map(CustomerResource::answer);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    @Operation(operationId = "listCustomers", summary = LIST)
    public Uni<CustomerPage> list(@BeanParam PageQuery page, @BeanParam CustomerQuery query) {
        return lists.list(query.request(), page.request());
    }

    @GET
    @Produces(MediaTypes.NDJSON + ";qs=0.5")
    @Operation(operationId = "listCustomers", summary = LIST)
    public Multi<Lines> lines(@BeanParam CustomerQuery query) {
        return lists.lines(query.request()).onItem().transformToMulti(lines -> lines);
    }

    @GET
    @Produces(MediaTypes.CSV + ";qs=0.4")
    @Operation(operationId = "listCustomers", summary = LIST)
    public Multi<String> file(
            @BeanParam CustomerQuery query,
            @Parameter(description = "Columns of the file, parted by commas; all unless said.") @RestQuery @Nullable
                    String columns) {
        return lists.file(query.request(), columns).onItem().transformToMulti(rows -> rows);
    }

    @GET
    @Path("/{customer}")
    @Operation(
            operationId = "getCustomer",
            summary = "Read a customer by id or `{source}:{externalId}`; a merged one leads to the survivor")
    public Uni<RestResponse<Customer>> get(@RestPath String customer) {
        return reads.get(customer).map(found -> shown(found, found, ""));
    }

    @PUT
    @Path("/{customer}")
    @Operation(operationId = "upsertCustomer", summary = "Create or change the customer `{source}:{externalId}`")
    public Uni<RestResponse<CustomerChange>> upsert(
            @RestPath String customer, @RestHeader("If-Match") @Nullable String ifMatch, Patch<CustomerFields> fields) {
        return customers
                .upsert(customer, fields, ExpectedVersion.ofHeader(ifMatch))
                .map(CustomerResource::answer);
    }

    @PATCH
    @Path("/{customer}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeCustomer", summary = "Change what is given")
    public Uni<CustomerChange> change(
            @RestPath String customer, @RestHeader("If-Match") @Nullable String ifMatch, Patch<CustomerFields> fields) {
        return customers.change(customer, fields, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{customer}")
    @Operation(operationId = "deleteCustomer", summary = "Delete the person; orders stay without a name")
    public Uni<CustomerDeletion> delete(@RestPath String customer, @RestHeader("If-Match") @Nullable String ifMatch) {
        return deletions.delete(customer, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{customer}/merge")
    @Operation(
            operationId = "mergeCustomers",
            summary = "Merge two customers that are one person; the answer tells all that differs and moves")
    public Uni<MergedCustomer> merge(
            @RestPath String customer, @RestHeader("If-Match") @Nullable String ifMatch, MergeSpec spec) {
        return merges.merge(customer, spec, ExpectedVersion.ofHeader(ifMatch));
    }

    private static RestResponse<CustomerChange> answer(CustomerChange change) {
        return Created.where(change.created(), path(change.customer()), change);
    }

    /// What is shown of the customer; whoever asked for one that was merged is led to the survivor.
    public static <T> RestResponse<T> shown(T content, Customer customer, String below) {
        return customer.mergedFrom() == null
                ? RestResponse.ok(content)
                : RestResponse.ResponseBuilder.<T>create(RestResponse.Status.MOVED_PERMANENTLY)
                        .location(URI.create(path(customer) + below))
                        .build();
    }

    private static String path(Customer customer) {
        return "/v1/customers/" + customer.id();
    }
}
