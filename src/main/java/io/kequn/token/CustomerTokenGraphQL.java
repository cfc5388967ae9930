package io.kequn.token;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class CustomerTokenGraphQL {
    private final CustomerTokenService tokens;

    CustomerTokenGraphQL(CustomerTokenService tokens) {
        this.tokens = tokens;
    }

    public record CustomerAccessTokenSpec(
            @Id String customerId,

            @Description("How long it holds, such as `PT30M`; an hour unless said") @Nullable
            String ttl) {
        NewAccessToken token() {
            return new NewAccessToken(ttl);
        }
    }

    public record CustomerAccessTokensTarget(@Id String customerId) {}

    public record CustomerAccessTokenCreatePayload(@Nullable AccessToken accessToken, List<UserError> userErrors) {}

    public record CustomerAccessTokensEndPayload(@Nullable AccessTokensEnd ended, List<UserError> userErrors) {}

    @Mutation
    @Description("Makes a token with which a customer's own device reads what is the customer's.")
    public Uni<CustomerAccessTokenCreatePayload> customerAccessTokenCreate(CustomerAccessTokenSpec input) {
        return Payload.of(
                () -> tokens.create(NodeId.keyOf("Customer", input.customerId()), input.token()),
                CustomerAccessTokenCreatePayload::new);
    }

    @Mutation
    @Description("Makes all tokens of a customer void, at once.")
    public Uni<CustomerAccessTokensEndPayload> customerAccessTokensEnd(CustomerAccessTokensTarget input) {
        return Payload.of(
                () -> tokens.end(NodeId.keyOf("Customer", input.customerId())), CustomerAccessTokensEndPayload::new);
    }
}
