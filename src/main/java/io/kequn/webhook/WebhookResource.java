package io.kequn.webhook;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Changes sent to your own addresses, signed")
public class WebhookResource {
    private final WebhookService webhooks;
    private final WebhookReads reads;
    private final WebhookTestService tests;

    WebhookResource(WebhookService webhooks, WebhookReads reads, WebhookTestService tests) {
        this.webhooks = webhooks;
        this.reads = reads;
        this.tests = tests;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createWebhook", summary = "Make a webhook; the answer holds the secret that signs")
    public Uni<RestResponse<IssuedWebhook>> create(NewWebhook request) {
        return webhooks.create(request)
                .map(made -> Created.at("/v1/webhooks/" + made.webhook().id(), made));
    }

    @GET
    @Operation(operationId = "listWebhooks", summary = "List the webhooks, the oldest first")
    public Uni<Page<Webhook>> list(@BeanParam PageQuery page) {
        return reads.list(page.request());
    }

    @GET
    @Path("/{webhook}")
    @Operation(operationId = "getWebhook", summary = "Read a webhook, how far it has come and how it fares")
    public Uni<Webhook> get(@RestPath String webhook) {
        return reads.get(webhook);
    }

    @PATCH
    @Path("/{webhook}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeWebhook", summary = "Change, disable or enable a webhook")
    public Uni<Webhook> change(
            @RestPath String webhook, @RestHeader("If-Match") @Nullable String ifMatch, Patch<WebhookSpec> patch) {
        return webhooks.change(webhook, patch, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{webhook}")
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook and its deliveries")
    public Uni<Void> delete(@RestPath String webhook, @RestHeader("If-Match") @Nullable String ifMatch) {
        return webhooks.delete(webhook, ExpectedVersion.ofHeader(ifMatch));
    }

    @GET
    @Path("/{webhook}/secret")
    @Operation(operationId = "getWebhookSecret", summary = "Read the secret; for credentials that may change webhooks")
    public Uni<WebhookSecret> secret(@RestPath String webhook) {
        return reads.secret(webhook);
    }

    @POST
    @Path("/{webhook}/rotate-secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give it a new secret; the one before signs as well for a day")
    public Uni<WebhookSecret> rotateSecret(@RestPath String webhook) {
        return webhooks.rotateSecret(webhook);
    }

    @POST
    @Path("/{webhook}/test")
    @Operation(operationId = "testWebhook", summary = "Send a test event at once, and tell what came of it")
    public Uni<WebhookTestResult> test(@RestPath String webhook) {
        return tests.test(webhook);
    }
}
