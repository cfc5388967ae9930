package io.kequn.token;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/customers/{customer}/access-tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me", description = "What a customer's own token reads")
public class CustomerTokenResource {
    private final CustomerTokenService tokens;

    CustomerTokenResource(CustomerTokenService tokens) {
        this.tokens = tokens;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "createAccessToken",
            summary = "Make a token with which a customer's own device reads what is the customer's")
    public Uni<AccessToken> create(@RestPath String customer, NewAccessToken request) {
        return tokens.create(customer, request);
    }

    @DELETE
    @Operation(operationId = "endAccessTokens", summary = "Make all tokens of a customer void, at once")
    public Uni<AccessTokensEnd> end(@RestPath String customer) {
        return tokens.end(customer);
    }
}
