package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a page costs the database does not grow with the page, and fields side by side do not disturb each other.
@KequnTest
class StatementCountTest {
    /// `begin` with the shop, the statement itself, `commit`: one round trip.
    private static final int READ = 3;

    /// The credential's lookup, before anything else.
    private static final int KNOW_CALLER = 1;

    private static final String PAGE = """
        query ($first: Int!) { customers(first: $first) { nodes {
          name identities { externalId } tags { key } segments { key }
          orders(first: 3) { nodes { externalId lines { productId } } }
          events(first: 3) { nodes { externalId properties } } } } }\
        """;
    private static final String MANY = """
        { all: customers(first: 50) { nodes { name tags { key } segments { key } orders(first: 3) { nodes { externalId } } } }
          oslo: customers(first: 50, filter: "city = 'Oslo'") { nodes { name segments { key } tags { key name } } totalCount }
          segments { nodes { key memberCount } }
          tags { nodes { key customerCount customers(first: 2) { nodes { customer {
              name tags { key } segments { key } orders(first: 2) { nodes { externalId } } } } } } }
          orders(first: 50) { nodes { externalId total { amount } } }
          one: customer(id: "pos:7") { name tags { key } segments { key } orders(first: 1) { nodes { externalId } } }
          members: customerSegmentMembers(segment: "oslo", first: 50) { nodes { name segments { key } tags { key } } } }\
        """;

    @Inject
    SentStatements statements;

    private FullShop shop;

    @BeforeEach
    void furnish() {
        shop = FullShop.create();
    }

    @Test
    void pageOfFiftyCustomersCostsWhatFiveCost() {
        var five = ask(PAGE, Map.of("first", 5));
        var fifty = ask(PAGE, Map.of("first", 50));

        assertThat(FullShop.seen(answer(PAGE, Map.of("first", 50)), "data.customers.nodes"))
                .isEqualTo(FullShop.expected(false, true));
        assertThat(answer(PAGE, Map.of("first", 50))
                        .<String>getList("data.customers.nodes.events.nodes.flatten().externalId"))
                .containsExactlyInAnyOrderElementsOf(FullShop.latestEvents());
        assertThat(fifty).containsExactlyInAnyOrderElementsOf(five);
        // The shop's instant, the customers, and for the whole page their tags, segments, orders and events, each in
        // one
        // read.
        assertThat(fifty).hasSize(KNOW_CALLER + 6 * READ);
    }

    @Test
    void pageOfTagsWithTheirCustomersCostsTheSameHoweverMany() {
        var query = """
            query ($first: Int!) { tags(first: $first) { nodes { key customerCount customers(first: $first) {
              nodes { customer { name tags { key } segments { key } } } } } } }\
            """;

        assertThat(ask(query, Map.of("first", 3)))
                .containsExactlyInAnyOrderElementsOf(ask(query, Map.of("first", 1)))
                .hasSizeLessThan(KNOW_CALLER + 8 * READ);
    }

    @Test
    void pageOfMembersCostsTheSameHoweverLong() {
        var query = """
            query ($first: Int!) { customerSegmentMembers(segment: "oslo", first: $first) {
              edges { since node { name tags { key } segments { key } } } } }\
            """;

        assertThat(ask(query, Map.of("first", 20)))
                .containsExactlyInAnyOrderElementsOf(ask(query, Map.of("first", 2)))
                .hasSize(KNOW_CALLER + 3 * READ);
        assertThat(get("/v1/segments/oslo/members?limit=20")).hasSize(KNOW_CALLER + READ);
    }

    @Test
    void singleCustomerCostsTheSameWhateverBelongsToIt() {
        shop.api().given().body("{}").put("/v1/customers/pos:bare").then().statusCode(201);

        assertThat(get("/v1/customers/pos:7"))
                .containsExactlyInAnyOrderElementsOf(get("/v1/customers/pos:bare"))
                .hasSize(KNOW_CALLER + READ);
        assertThat(get("/v1/customers/pos:7/card"))
                .containsExactlyInAnyOrderElementsOf(get("/v1/customers/pos:bare/card"))
                .hasSize(KNOW_CALLER + READ);
        var query =
                "query ($id: ID!) { customer(id: $id) { name identities { source } tags { key } segments { key } } }";
        assertThat(ask(query, Map.of("id", "pos:7")))
                .containsExactlyInAnyOrderElementsOf(ask(query, Map.of("id", "pos:bare")))
                .hasSize(KNOW_CALLER + 3 * READ);
    }

    @Test
    void listsOfRestCostTheSameHoweverLong() {
        for (var list : List.of(
                "/v1/customers",
                "/v1/orders",
                "/v1/customers/pos:9/events",
                "/v1/tags/all/customers",
                "/v1/segments/oslo/members")) {
            assertThat(get(list + "?limit=50"))
                    .as(list)
                    .containsExactlyInAnyOrderElementsOf(get(list + "?limit=5"))
                    .hasSizeLessThan(KNOW_CALLER + 4 * READ);
        }
    }

    @Test
    void manyFieldsSideBySideAreRightEachOfTwoHundredTimes() throws Exception {
        var requests = IntStream.range(0, 200)
                .mapToObj(i -> (Callable<String>) () -> faults(answer(MANY, Map.of())))
                .toList();

        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var faults : threads.invokeAll(requests)) {
                assertThat(faults.get()).isEmpty();
            }
        }
    }

    /// What is wrong with the answer, if anything is.
    private static String faults(JsonPath answer) {
        boolean right = answer.get("errors") == null
                && FullShop.seen(answer, "data.all.nodes").equals(FullShop.expected(false, true))
                && FullShop.seen(answer, "data.oslo.nodes").equals(FullShop.expected(true, false))
                && answer.getInt("data.oslo.totalCount") == 25
                && answer.getList("data.segments.nodes.memberCount").equals(List.of(50, 25))
                && answer.getList("data.tags.nodes.customerCount").equals(List.of(50, 1, 17))
                && FullShop.expected(false, true)
                        .containsAll(FullShop.seen(answer, "data.tags.nodes[2].customers.nodes.customer"))
                && answer.getList("data.orders.nodes").size() == 49
                && FullShop.seen(answer, "data.members.nodes").equals(FullShop.expected(true, false));
        return right ? "" : answer.prettify();
    }

    private List<String> ask(String query, Map<String, ?> variables) {
        return statements.of(
                shop.api().given().body(Map.of("query", query, "variables", variables)),
                request -> request.post("/graphql"));
    }

    private JsonPath answer(String query, Map<String, ?> variables) {
        return shop.api()
                .given()
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .jsonPath();
    }

    private List<String> get(String address) {
        return statements.of(shop.api().given(), request -> request.get(address));
    }
}
