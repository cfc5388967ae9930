package io.kequn.card;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.NodeId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/// Cards in GraphQL. Adds `card` to `Customer`.
@GraphQLApi
public class CustomerCardGraphQL {
    private final CustomerCards cards;

    CustomerCardGraphQL(CustomerCards cards) {
        this.cards = cards;
    }

    @Query
    @Description("A customer with all that a storefront wants to know of it, by one statement.")
    public Uni<CustomerCard> customerCard(@Id String customer) {
        return cards.get(NodeId.keyOf("Customer", customer));
    }

    @Description("The customer with tags, segments, layers, levels, benefits and points, as of one instant.")
    public Uni<List<CustomerCard>> card(@Source List<Customer> page) {
        return cards.of(page);
    }
}
