package io.kequn.shop;

import io.kequn.platform.access.Caller;
import io.kequn.platform.http.Created;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shops", description = "Tenants and their settings")
public class ShopResource {
    private final ShopService shops;
    private final ApiKeyService keys;

    ShopResource(ShopService shops, ApiKeyService keys) {
        this.shops = shops;
        this.keys = keys;
    }

    @GET
    @Path("/shop")
    @Operation(operationId = "getShop", summary = "Read the settings and the present instant of the key's own shop")
    public Uni<ShopSettings> own() {
        return shops.own();
    }

    @GET
    @Path("/whoami")
    @Operation(operationId = "whoAmI", summary = "Tell what the credential of this request may do")
    public Uni<WhoAmI> whoAmI() {
        return Uni.createFrom().item(() -> WhoAmI.of(Caller.current()));
    }

    @POST
    @Path("/shops")
    @ResponseStatus(201)
    @Operation(operationId = "createShop", summary = "Make a shop (platform administrator)")
    public Uni<RestResponse<ShopSettings>> create(NewShop request) {
        return shops.create(request).map(shop -> Created.at("/v1/shops/" + shop.key(), shop));
    }

    @GET
    @Path("/shops")
    @Operation(operationId = "listShops", summary = "List the shops by key (platform administrator)")
    public Uni<Page<ShopSettings>> list(@BeanParam PageQuery page) {
        return shops.list(page.request());
    }

    @GET
    @Path("/shops/{key}")
    @Operation(operationId = "getShopByKey", summary = "Read a shop (platform administrator)")
    public Uni<ShopSettings> get(@RestPath String key) {
        return shops.get(key);
    }

    @PATCH
    @Path("/shops/{key}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeShop", summary = "Change a shop (platform administrator)")
    public Uni<ShopSettings> change(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<ShopChanges> patch) {
        return shops.change(key, patch, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/shops/{key}/api-keys")
    @ResponseStatus(201)
    @Operation(operationId = "createShopApiKey", summary = "Make a key of a shop (platform administrator)")
    public Uni<IssuedApiKey> createKey(@RestPath String key, NewApiKey request) {
        return keys.createFor(key, request);
    }
}
