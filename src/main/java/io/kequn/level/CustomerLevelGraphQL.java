package io.kequn.level;

import io.kequn.customer.Customer;
import io.kequn.level.CustomerLevels.LevelChange;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
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

/// Customers' levels in GraphQL. Adds `levels` to `Customer`.
@GraphQLApi
public class CustomerLevelGraphQL {
    private final CustomerLevels levels;
    private final LevelCustomers customers;
    private final LevelHistoryReads history;

    CustomerLevelGraphQL(CustomerLevels levels, LevelCustomers customers, LevelHistoryReads history) {
        this.levels = levels;
        this.customers = customers;
        this.history = history;
    }

    @Description("Where the customer stands in each level program, by the programs' keys.")
    public Uni<List<List<CustomerLevel>>> levels(@Source List<Customer> page) {
        return levels.ofCustomers(page.stream().map(Customer::id).toList());
    }

    @Query
    @Description("The customers who have a level, in order of their ids.")
    public Uni<LevelCustomerConnection> levelCustomers(
            @Id String levelProgram, String level, @Nullable Integer first, @Nullable String after) {
        return customers
                .of(NodeId.keyOf("LevelProgram", levelProgram), level, PageRequest.of(first, after, false, "/first"))
                .map(LevelCustomerConnection::of);
    }

    @Query
    @Description("What happened to a customer's level, the latest first.")
    public Uni<LevelHistoryConnection> customerLevelHistory(
            @Id String customer, @Id String levelProgram, @Nullable Integer first, @Nullable String after) {
        return history.of(
                        NodeId.keyOf("Customer", customer),
                        NodeId.keyOf("LevelProgram", levelProgram),
                        PageRequest.of(first, after, false, "/first"))
                .map(LevelHistoryConnection::of);
    }

    @Mutation
    @Description("Gives a level by hand; the rules do not touch it until its lock ends.")
    public Uni<LevelChangePayload> customerLevelAssign(CustomerLevelAssignment input) {
        return Payload.of(
                () -> levels.assign(
                        NodeId.keyOf("Customer", input.customer()),
                        input.levelProgram(),
                        new LevelAssignment(input.level(), input.lockUntil(), input.reason())),
                LevelChangePayload::new);
    }

    @Mutation
    @Description("Takes back a level that was given by hand; the rules decide again, at once.")
    public Uni<LevelChangePayload> customerLevelRelease(CustomerLevelRelease input) {
        return Payload.of(
                () -> levels.release(NodeId.keyOf("Customer", input.customer()), input.levelProgram()),
                LevelChangePayload::new);
    }

    public record CustomerLevelAssignment(
            String customer,
            String levelProgram,
            @Nullable String level,
            @Nullable Instant lockUntil,
            @Nullable String reason) {}

    public record CustomerLevelRelease(String customer, String levelProgram) {}

    public record LevelChangePayload(@Nullable LevelChange change, List<UserError> userErrors) {}

    public record LevelCustomerEdge(String cursor, Customer node, Instant since) {
        static LevelCustomerEdge of(String cursor, LevelCustomer found) {
            return new LevelCustomerEdge(cursor, found.customer(), found.since());
        }
    }

    public record LevelCustomerConnection(List<LevelCustomerEdge> edges, PageInfo pageInfo) {
        static LevelCustomerConnection of(Page<LevelCustomer> page) {
            return Connections.of(page, LevelCustomerEdge::of, LevelCustomerConnection::new);
        }

        public List<Customer> getNodes() {
            return Connections.nodes(edges, LevelCustomerEdge::node);
        }
    }

    public record LevelHistoryEdge(String cursor, LevelHistoryEntry node) {}

    public record LevelHistoryConnection(List<LevelHistoryEdge> edges, PageInfo pageInfo) {
        static LevelHistoryConnection of(Page<LevelHistoryEntry> page) {
            return Connections.of(page, LevelHistoryEdge::new, LevelHistoryConnection::new);
        }

        public List<LevelHistoryEntry> getNodes() {
            return Connections.nodes(edges, LevelHistoryEdge::node);
        }
    }
}
