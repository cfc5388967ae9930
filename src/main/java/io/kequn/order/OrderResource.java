package io.kequn.order;

import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
public class OrderResource {
    private final OrderService orders;
    private final OrderLines lines;
    private final OrderReads reads;

    OrderResource(OrderService orders, OrderLines lines, OrderReads reads) {
        this.orders = orders;
        this.lines = lines;
        this.reads = reads;
    }

    @GET
    @Operation(operationId = "listOrders", summary = "Orders, newest first")
    public Uni<Page<Order>> list(
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String source,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @BeanParam PageQuery page) {
        return reads.list(OrderFilters.read(status, source, from, to), page.request());
    }

    @GET
    @Path("/{order}")
    @Operation(operationId = "getOrder", summary = "One order, by id or `{source}:{externalId}`")
    public Uni<Order> get(@RestPath String order) {
        return reads.get(order);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putOrder", summary = "Create or update an order by its source and external id")
    public Uni<RestResponse<OrderResult>> put(NewOrder order) {
        return orders.put(order).map(OrderResource::answer);
    }

    @POST
    @Consumes(MediaTypes.NDJSON)
    @Produces(MediaTypes.NDJSON)
    @Operation(operationId = "putOrders", summary = "Create or update up to 1,000 orders, one a line")
    public Uni<RestResponse<String>> putAll(String body) {
        return lines.put(body);
    }

    @POST
    @Path("/{order}/refunds")
    @Operation(operationId = "refundOrder", summary = "Give money back of an order")
    public Uni<RestResponse<OrderResult>> refund(@RestPath String order, NewRefund refund) {
        return orders.refund(order, refund).map(OrderResource::answer);
    }

    @POST
    @Path("/{order}/payments")
    @Operation(operationId = "payOrder", summary = "Note a payment of an order")
    public Uni<RestResponse<OrderResult>> pay(@RestPath String order, NewPayment payment) {
        return orders.pay(order, payment).map(OrderResource::answer);
    }

    @POST
    @Path("/{order}/deliveries")
    @Operation(operationId = "deliverOrder", summary = "Note a step of an order's delivery")
    public Uni<RestResponse<OrderResult>> deliver(@RestPath String order, NewDelivery delivery) {
        return orders.deliver(order, delivery).map(OrderResource::answer);
    }

    @POST
    @Path("/{order}/cancellation")
    @Operation(operationId = "cancelOrder", summary = "Cancel an order")
    public Uni<RestResponse<OrderResult>> cancel(@RestPath String order, NewCancellation cancellation) {
        return orders.cancel(order, cancellation).map(OrderResource::answer);
    }

    private static RestResponse<OrderResult> answer(OrderResult result) {
        var order = result.order();
        if (order == null) {
            return RestResponse.status(RestResponse.Status.ACCEPTED, result);
        }
        var answer = result.created()
                ? ResponseBuilder.create(RestResponse.Status.CREATED, result)
                        .location(URI.create("/v1/orders/" + order.id()))
                : ResponseBuilder.ok(result);
        return answer.header("ETag", '"' + order.etag() + '"').build();
    }
}
