package io.kequn.order;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/customers/{customer}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
public class CustomerOrderResource {
    private final OrderService orders;
    private final OrderReads reads;

    CustomerOrderResource(OrderService orders, OrderReads reads) {
        this.orders = orders;
        this.reads = reads;
    }

    @GET
    @Path("/orders")
    @Operation(operationId = "listOrdersOfCustomer", summary = "A customer's orders, newest first")
    public Uni<Page<Order>> list(@RestPath String customer, @BeanParam PageQuery page) {
        return reads.ofCustomer(customer, page.request());
    }

    @POST
    @Path("/refunds")
    @Operation(operationId = "refundCustomer", summary = "Give money back without naming an order")
    public Uni<RestResponse<RefundResult>> refund(@RestPath String customer, NewCustomerRefund refund) {
        return orders.refundCustomer(customer, refund).map(CustomerOrderResource::answer);
    }

    private static RestResponse<RefundResult> answer(RefundResult result) {
        return result.replayed() ? RestResponse.ok(result) : RestResponse.status(RestResponse.Status.CREATED, result);
    }
}
