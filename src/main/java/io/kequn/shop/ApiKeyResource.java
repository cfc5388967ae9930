package io.kequn.shop;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys", description = "Credentials of servers, with scopes")
public class ApiKeyResource {
    private final ApiKeyService keys;

    ApiKeyResource(ApiKeyService keys) {
        this.keys = keys;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createApiKey", summary = "Make a key; its secret is shown in this answer only")
    public Uni<RestResponse<IssuedApiKey>> create(NewApiKey request) {
        return keys.create(request).map(key -> Created.at("/v1/api-keys/" + key.id(), key));
    }

    @GET
    @Operation(operationId = "listApiKeys", summary = "List the shop's keys, the latest first")
    public Uni<Page<ApiKey>> list(@BeanParam PageQuery page) {
        return keys.list(page.request());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getApiKey", summary = "Read a key, without its secret")
    public Uni<ApiKey> get(@RestPath String id) {
        return keys.get(id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "revokeApiKey", summary = "Revoke a key at once")
    public Uni<ApiKey> revoke(@RestPath String id) {
        return keys.revoke(id);
    }
}
