package io.kequn.level;

import io.kequn.customer.Customer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

/// Adds `benefits` to `Customer`.
@GraphQLApi
public class CustomerBenefitsGraphQL {
    private final BenefitReads benefits;

    CustomerBenefitsGraphQL(BenefitReads benefits) {
        this.benefits = benefits;
    }

    @Description("What the customer is entitled to by levels and segments, and why.")
    public Uni<List<CustomerBenefits>> benefits(@Source List<Customer> page) {
        return benefits.ofCustomers(page.stream().map(Customer::id).toList());
    }
}
