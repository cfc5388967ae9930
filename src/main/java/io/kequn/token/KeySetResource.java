package io.kequn.token;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me", description = "What a customer's own token reads")
public class KeySetResource {
    private static final int SECONDS_KEPT = 300;

    private final TokenKeys keys;

    KeySetResource(TokenKeys keys) {
        this.keys = keys;
    }

    @GET
    @Cache(maxAge = SECONDS_KEPT)
    @Operation(operationId = "getKeySet", summary = "The published keys by which anybody can check customer tokens")
    public Uni<KeySet> get() {
        return keys.published().map(KeySet::of);
    }
}
