package io.kequn.webhook;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/webhooks/{webhook}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhookDeliveryResource {
    private final DeliveryReads deliveries;
    private final ReplayService replays;

    WebhookDeliveryResource(DeliveryReads deliveries, ReplayService replays) {
        this.deliveries = deliveries;
        this.replays = replays;
    }

    @GET
    @Path("/deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List what was sent and is to be, of 30 days, the latest first")
    public Uni<Page<WebhookDelivery>> list(
            @RestPath String webhook,
            @Parameter(description = "Only those in this state: `pending`, `waiting`, `delivered` or `failed`.")
                    @RestQuery
                    @Nullable
                    String state,
            @BeanParam PageQuery page) {
        return deliveries.list(webhook, state, page.request());
    }

    @GET
    @Path("/deliveries/{delivery}")
    @Operation(operationId = "getWebhookDelivery", summary = "Read a delivery with its attempts")
    public Uni<WebhookDelivery> get(@RestPath String webhook, @RestPath String delivery) {
        return deliveries.get(webhook, delivery);
    }

    @POST
    @Path("/deliveries/{delivery}/replay")
    @Operation(operationId = "replayWebhookDelivery", summary = "Send an event once more, under the same id")
    public Uni<WebhookDelivery> replay(@RestPath String webhook, @RestPath String delivery) {
        return replays.delivery(webhook, delivery);
    }

    @POST
    @Path("/replay")
    @Operation(operationId = "replayWebhook", summary = "Send a range of changes once more, or what failed of it")
    public Uni<WebhookReplay> replay(@RestPath String webhook, WebhookReplay request) {
        return replays.range(webhook, request);
    }
}
