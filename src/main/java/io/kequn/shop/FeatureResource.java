package io.kequn.shop;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shops", description = "Tenants and their settings")
public class FeatureResource {
    private final FeatureService features;

    FeatureResource(FeatureService features) {
        this.features = features;
    }

    @GET
    @Path("/shop/features")
    @Operation(operationId = "listFeatures", summary = "List the features and whether the shop has them")
    public Uni<List<ShopFeature>> own() {
        return features.own();
    }

    @POST
    @Path("/shop/features/{feature}/request")
    @Operation(operationId = "requestFeature", summary = "Ask the platform for a feature")
    public Uni<ShopFeature> request(@RestPath String feature) {
        return features.request(feature);
    }

    @GET
    @Path("/shops/{key}/features")
    @Operation(operationId = "listShopFeatures", summary = "List the features of a shop (platform administrator)")
    public Uni<List<ShopFeature>> list(@RestPath String key) {
        return features.of(key);
    }

    @GET
    @Path("/shops/{key}/features/{feature}")
    @Operation(operationId = "getShopFeature", summary = "Read one feature of a shop (platform administrator)")
    public Uni<ShopFeature> get(@RestPath String key, @RestPath String feature) {
        return features.of(key, feature);
    }

    @PUT
    @Path("/shops/{key}/features/{feature}")
    @Operation(
            operationId = "putShopFeature",
            summary = "Give a feature to a shop or keep it from it (platform administrator)")
    public Uni<ShopFeature> decide(@RestPath String key, @RestPath String feature, FeatureDecision decision) {
        return features.decide(key, feature, decision);
    }
}
