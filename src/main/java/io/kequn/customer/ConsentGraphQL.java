package io.kequn.customer;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Consents of customers in GraphQL.
@GraphQLApi
public class ConsentGraphQL {
    private final CustomerService customers;
    private final ConsentReads reads;

    ConsentGraphQL(CustomerService customers, ConsentReads reads) {
        this.customers = customers;
        this.reads = reads;
    }

    @Description("What the customer has agreed to, by purpose and channel; what nothing was said about is missing.")
    public Uni<List<List<CustomerConsent>>> consents(@Source List<Customer> page) {
        return reads.ofCustomers(page.stream().map(Customer::id).toList());
    }

    @Query
    @Description("What the customer has agreed to, as the service knew it at an instant.")
    public Uni<List<CustomerConsent>> customerConsents(@Id String customer, @Nullable Instant asOf) {
        return reads.present(reference(customer), asOf);
    }

    @Query
    @Description("All that the customer has said about consents, what was recorded last first.")
    public Uni<ConsentConnection> customerConsentHistory(
            @Id String customer,
            @Nullable ConsentPurpose purpose,
            @Nullable ConsentChannel channel,
            @Nullable Integer first,
            @Nullable String after) {
        var page = PageRequest.of(first, after, false, "/first");
        return reads.history(reference(customer), new ConsentFilter(purpose, channel), page)
                .map(ConsentConnection::of);
    }

    @Mutation
    @Description("Records what the customer has said; rules decide by it at once.")
    public Uni<CustomerPayload> customerConsentsRecord(CustomerConsents input) {
        return Payload.of(
                () -> customers.record(reference(input.customer()), new NewConsents(input.consents())),
                CustomerPayload::of);
    }

    private static String reference(String id) {
        return NodeId.keyOf("Customer", id);
    }

    public record CustomerConsents(@Id String customer, List<NewConsent> consents) {}
}
