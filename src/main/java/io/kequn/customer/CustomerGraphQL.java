package io.kequn.customer;

import io.kequn.platform.graphql.GivenFields;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Customers in GraphQL. Arguments named `id` and `customer` take global ids, uuids and `{source}:{externalId}`.
@GraphQLApi
public class CustomerGraphQL {
    private final CustomerReads reads;
    private final CustomerLists lists;
    private final CustomerService customers;
    private final CustomerMerges merges;
    private final CustomerDeletions deletions;
    private final IdentityService identities;

    CustomerGraphQL(
            CustomerReads reads,
            CustomerLists lists,
            CustomerService customers,
            CustomerMerges merges,
            CustomerDeletions deletions,
            IdentityService identities) {
        this.reads = reads;
        this.lists = lists;
        this.customers = customers;
        this.merges = merges;
        this.deletions = deletions;
        this.identities = identities;
    }

    @Query
    @Description(
            "The customer with this id or `{source}:{externalId}`; a merged one's survivor, with `mergedFrom`; null"
                    + " when there is none.")
    public Uni<@Nullable Customer> customer(@Id String id) {
        return reads.find(reference(id)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Customers by a filter in the rule language, in an order such as `registered_at,-amount_spent`.")
    public Uni<CustomerConnection> customers(
            @Nullable Integer first,
            @Nullable String after,
            @Nullable String filter,
            @Nullable String sort,
            @Nullable String email,
            @Nullable String phone) {
        var request = new CustomerListRequest(filter, sort, email, phone);
        return lists.list(request, PageRequest.of(first, after, false, "/first"))
                .map(page -> CustomerConnection.of(page, request));
    }

    @Description("How many customers the filter selects.")
    public Uni<Long> totalCount(@Source CustomerConnection connection) {
        return lists.count(connection.request());
    }

    @Mutation
    public Uni<CustomerPayload> customerCreate(CustomerFields input) {
        var fields = GivenFields.patch(input, "input");
        return Payload.of(() -> customers.create(fields), CustomerPayload::of);
    }

    @Mutation
    @Description("Creates the customer `{source}:{externalId}`, or changes what is given.")
    public Uni<CustomerPayload> customerUpsert(CustomerUpdate input) {
        var fields = GivenFields.patch(input.fields(), "input", "fields");
        return Payload.of(
                () -> customers.upsert(
                        reference(input.customer()), fields, ExpectedVersion.of(input.expectedVersion())),
                CustomerPayload::of);
    }

    @Mutation
    @Description("Changes what is given; null clears.")
    public Uni<CustomerPayload> customerUpdate(CustomerUpdate input) {
        var fields = GivenFields.patch(input.fields(), "input", "fields");
        return Payload.of(
                () -> customers.change(
                        reference(input.customer()), fields, ExpectedVersion.of(input.expectedVersion())),
                CustomerPayload::of);
    }

    @Mutation
    @Description("Deletes the person; orders stay without a name.")
    public Uni<CustomerDeletePayload> customerDelete(CustomerTarget input) {
        return Payload.of(
                () -> deletions.delete(reference(input.customer()), ExpectedVersion.of(input.expectedVersion())),
                CustomerDeletePayload::of);
    }

    @Mutation
    @Description("Merges `from` into `into`, which stays, and tells all that differs and moves.")
    public Uni<CustomerMergePayload> customerMerge(CustomerMerge input) {
        var spec = new MergeSpec(null, reference(input.from()), input.dryRun());
        return Payload.of(
                () -> merges.merge(reference(input.into()), spec, ExpectedVersion.of(input.expectedVersion())),
                CustomerMergePayload::of);
    }

    @Mutation
    public Uni<CustomerPayload> customerIdentityLink(CustomerIdentity input) {
        return Payload.of(
                () -> identities.link(
                        reference(input.customer()), input.identity().toString()),
                CustomerPayload::of);
    }

    @Mutation
    public Uni<CustomerPayload> customerIdentityUnlink(CustomerIdentity input) {
        return Payload.of(
                () -> identities.unlink(
                        reference(input.customer()), input.identity().toString()),
                CustomerPayload::of);
    }

    private static String reference(String id) {
        return NodeId.keyOf("Customer", id);
    }

    public record CustomerTarget(
            @Id String customer, @Nullable Integer expectedVersion) {}

    public record CustomerUpdate(
            @Id String customer,
            CustomerFields fields,
            @Nullable Integer expectedVersion) {}

    /// `expectedVersion` is that of the customer that stays.
    public record CustomerMerge(
            @Id String from,
            @Id String into,
            @Nullable Integer expectedVersion,
            @Nullable Boolean dryRun) {}

    public record CustomerIdentity(@Id String customer, Identity identity) {}
}
