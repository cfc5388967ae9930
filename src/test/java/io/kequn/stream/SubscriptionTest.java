package io.kequn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.level.LevelPrograms;
import io.kequn.segment.Segments;
import io.kequn.stream.SocketClient.Received;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events by GraphQL: a query that pages, and subscriptions over a web socket.
@KequnTest
class SubscriptionTest {
    private static final Logger LOG = Logger.getLogger(SubscriptionTest.class);
    private static final String NODE = "{ cursor node { id sequence type subject time data { customerId tag segment"
            + " levelProgram from to reason cause ruleVersion points { balance } changed } } }";

    private Following events;
    private TestShop shop;

    @BeforeEach
    void openShop() {
        events = Following.open();
        shop = events.shop();
    }

    @Test
    void queryPagesAsRestDoes() {
        events.customer("pos:1");
        events.tag("pos:1", "a");
        events.untag("pos:1", "a");
        var first = new Segments(shop)
                .ask(
                        "{ changes(first: 1, filter: {types: [\"tag.*\"]}) { nodes { type id } pageInfo { hasNextPage endCursor } } }")
                .body("data.changes.nodes.type", is(List.of("tag.assigned.v1")))
                .body("data.changes.pageInfo.hasNextPage", is(true));
        new Segments(shop)
                .ask(
                        "{ changes(after: \"" + first.extract().path("data.changes.pageInfo.endCursor")
                                + "\", filter: {types: [\"tag.*\"]}) { nodes { type } edges { cursor } pageInfo { hasNextPage } } }")
                .body("data.changes.nodes.type", is(List.of("tag.removed.v1")))
                .body("data.changes.pageInfo.hasNextPage", is(false));
        shop.given()
                .body(Map.of("query", "{ changes(filter: {segments: [\"none\"]}) { nodes { id } } }"))
                .post("/graphql")
                .then()
                .body("errors[0].extensions.problem.code", is("reference_unknown"));
    }

    @Test
    void subscriptionsTellWhatHappens() {
        var id = events.customer("pos:1");
        try (var client = SocketClient.of(shop.secret())) {
            client.subscribe("all", "subscription { changes " + NODE + " }");
            client.subscribe("members", "subscription { segmentMembership(segment: \"of-a\") " + NODE + " }");
            client.subscribe("tags", "subscription { customerTags(customer: \"" + id + "\") " + NODE + " }");
            client.subscribe(
                    "some",
                    "subscription { changes(filter: {types: [\"tag.removed.v1\"], tags: [\"a\"]}) " + NODE + " }");
            client.send("{\"type\": \"ping\"}");
            settle(client);
            events.tag("pos:1", "a");
            events.untag("pos:1", "a");

            var entered = client.await("members", each -> true).event("segmentMembership");
            assertThat(entered).containsEntry("type", "segment.member.entered.v1");
            assertThat(Following.data(entered)).containsEntry("customerId", id).containsEntry("segment", "of-a");
            assertThat(client.await("tags", each -> true).event("customerTags"))
                    .containsEntry("type", "tag.assigned.v1");
            assertThat(client.await("some", each -> true).event("changes")).containsEntry("type", "tag.removed.v1");
            var last = client.await(
                    "all",
                    each -> "segment.member.left.v1"
                            .equals(each.event("changes").get("type")));
            assertThat(last.message().getString("payload.data.changes.cursor")).isNotEmpty();
            assertThat(client.await(1)).anyMatch(each -> each.type().equals("pong"));

            client.send("{\"type\": \"complete\", \"id\": \"all\"}");
            settle(client);
            int before = client.events().size();
            events.tag("pos:1", "b");
            client.await(
                    "tags",
                    each -> "b"
                            .equals(Following.data(each.event("customerTags")).get("tag")));
            assertThat(client.events()).hasSize(before + 1);
        }
    }

    /// Subscriptions begin a little after they were asked for.
    private void settle(SocketClient client) {
        var marker = "settled" + System.nanoTime();
        client.subscribe(marker, "{ changes(first: 1) { nodes { id } } }");
        client.await(marker, each -> each.type().equals("complete"));
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void levelsAndJobsAreFollowed() {
        var id = events.customer("pos:1");
        new LevelPrograms(shop).publish("club", List.of("base", "gold: amount_spent > 200"), Map.of());
        try (var client = SocketClient.of(shop.secret())) {
            client.subscribe(
                    "level",
                    "subscription { customerLevel(customer: \"" + id + "\", levelProgram: \"club\") " + NODE + " }");
            settle(client);
            new Segments(shop).order("pos:1", "1", "300.00").statusCode(201);
            var told = Following.data(client.await("level", each -> true).event("customerLevel"));
            assertThat(told).containsEntry("from", "base").containsEntry("to", "gold");

            String job = shop.given().get("/v1/jobs").path("items[0].id");
            client.subscribe("job", "subscription { jobProgress(id: \"" + job + "\") { id status progress } }");
            var progress = client.await("job", each -> true).message();
            assertThat(progress.getString("payload.data.jobProgress.status")).isEqualTo("SUCCEEDED");
            client.await("job", each -> each.type().equals("complete"));
        }
    }

    /// `since` goes on where a client was cut off.
    @Test
    void whoComesBackWithTheLastCursorMissesNothingAndGetsNothingTwice() {
        events.customer("pos:1");
        String since = events.page(Map.of("limit", 1)).extract().path("token");
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            try (var client = SocketClient.of(shop.secret())) {
                client.subscribe("1", "subscription { changes(since: \"" + since + "\") " + NODE + " }");
                events.tag("pos:1", "b");
                client.await(2);
                events.untag("pos:1", "b");
                client.await(3);
                var got = client.events();
                since = got.getLast().message().getString("payload.data.changes.cursor");
                got.forEach(each -> numbers.add(
                        Long.parseLong((String) each.event("changes").get("sequence"))));
            }
        }
        assertThat(numbers)
                .isEqualTo(LongStream.range(2, 2 + numbers.size()).boxed().toList());
    }

    @Test
    void queriesAndMutationsRunToo() {
        try (var client = SocketClient.of(shop.secret())) {
            client.subscribe("q", "{ tags { nodes { key } } }");
            client.subscribe("m", "mutation { customerCreate(input: {name: \"Kim\"}) { customer { name } } }");
            assertThat(client.await("q", each -> each.type().equals("next"))
                            .message()
                            .getList("payload.data.tags.nodes.key"))
                    .isEqualTo(List.of("a", "b"));
            client.await("q", each -> each.type().equals("complete"));
            assertThat(client.await("m", each -> each.type().equals("next"))
                            .message()
                            .getString("payload.data.customerCreate.customer.name"))
                    .isEqualTo("Kim");
        }
    }

    @Test
    void refusalsAreProblems() {
        try (var client = SocketClient.of(shop.secret())) {
            var wrong = Map.of(
                    "changes(filter: {types: [\"tag.asigned.v1\"]}) { cursor }", "input_invalid",
                    "changes(since: \"x\") { cursor }", "cursor_invalid",
                    "segmentMembership(segment: \"none\") { cursor }", "reference_unknown",
                    "customerTags(customer: \"pos:1\") { cursor }", "input_invalid",
                    "nothing { cursor }", "query_invalid",
                    "changes { cursor } segmentMembership(segment: \"of-a\") { cursor }", "query_invalid",
                    "jobProgress(id: \"none\") { id }", "job_not_found");
            wrong.forEach((query, code) -> {
                client.subscribe(query, "subscription { " + query + " }");
                var error = client.await(query, each -> true);
                assertThat(error.type()).as("%s", error.message().prettify()).isEqualTo("error");
                assertThat(code(error)).as(query).isEqualTo(code);
            });
            client.subscribe("2", "{ whoAmI { principal } }");
            assertThat(client.await("2", each -> true).type()).isEqualTo("next");
        }
        try (var client = SocketClient.of(shop.secret(), "zh-CN")) {
            client.subscribe("1", "subscription { chnages { cursor } }");
            assertThat(client.await("1", each -> true).message().getString("payload[0].message"))
                    .isEqualTo("校验错误（FieldUndefined@[chnages]）：类型 `Subscription` 没有字段 `chnages`。是否想输入 `changes`？");
        }
        shop.given()
                .header("Accept", "application/graphql-response+json")
                .body(Map.of("query", "subscription { changes { cursor } }"))
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.problem.code", is("query_invalid"));
    }

    @Test
    void limitsAndScopesHoldAsOverHttp() {
        var poor = shop.withScopes("tags:read");
        try (var client = SocketClient.of(poor.secret())) {
            client.subscribe("1", "subscription { segmentMembership(segment: \"of-a\") { cursor } }");
            assertThat(code(client.await("1", each -> true))).isEqualTo("scope_missing");
            client.subscribe("2", "{ " + "a".repeat(30_000) + " }");
            client.subscribe(
                    "3",
                    IntStream.range(0, 31)
                                    .mapToObj(i -> "a" + i + ": tags { nodes { key } }")
                                    .reduce("{ ", (all, next) -> all + next + " ")
                            + "}");
            assertThat(code(client.await("3", each -> true))).isEqualTo("query_too_complex");
            for (int i = 0; i < 20; i++) {
                client.subscribe("s" + i, "subscription { changes { cursor } }");
            }
            client.subscribe("more", "subscription { changes { cursor } }");
            assertThat(code(client.await("more", each -> true))).isEqualTo("too_many_streams");
        }
    }

    private static String code(Received error) {
        return error.message().getString("payload[0].extensions.problem.code");
    }

    @Test
    void strangersAreShutOut() {
        try (var nobody = new SocketClient(null, "graphql-transport-ws")) {
            nobody.subscribe("1", "{ whoAmI { principal } }");
            assertThat(nobody.closed()).isEqualTo(4401);
        }
        try (var nobody = new SocketClient(null, "graphql-transport-ws")) {
            nobody.init(null);
            assertThat(nobody.closed()).isEqualTo(4403);
        }
        try (var stranger = new SocketClient(null, "graphql-transport-ws")) {
            stranger.init("sk_unknown_key");
            assertThat(stranger.closed()).isEqualTo(4403);
        }
        try (var early = new SocketClient(shop.secret(), "graphql-transport-ws")) {
            early.init(null);
            assertThat(early.await(1).getFirst().type()).isEqualTo("connection_ack");
            early.init(null);
            assertThat(early.closed()).isEqualTo(4429);
        }
        try (var twice = SocketClient.of(shop.secret())) {
            twice.subscribe("1", "subscription { changes { cursor } }");
            twice.subscribe("1", "subscription { changes { cursor } }");
            assertThat(twice.closed()).isEqualTo(4409);
        }
        try (var rude = SocketClient.of(shop.secret())) {
            rude.send("hello");
            assertThat(rude.closed()).isEqualTo(4400);
        }
        try (var other = new SocketClient(shop.secret(), "")) {
            assertThat(other.closed()).isEqualTo(4406);
        }
    }

    @Test
    void whatIsNoHandshakeIsRefused() {
        for (var call : List.of(shop.given(), RestAssured.given())) {
            var status = call.header("Connection", "Upgrade")
                    .header("Upgrade", "websocket")
                    .get("/graphql")
                    .statusCode();
            assertThat(status).isBetween(400, 499);
        }
    }

    @Test
    void revokedKeyEndsTheSubscription() {
        var issued = shop.given()
                .body(Map.of("name", "k", "scopes", List.of("tags:read")))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        try (var client = SocketClient.of(issued.getString("secret"))) {
            client.subscribe("1", "subscription { changes { cursor } }");
            settle(client);
            shop.given().delete("/v1/api-keys/" + issued.getString("id")).then().statusCode(200);

            assertThat(code(client.await("1", each -> each.type().equals("error"))))
                    .isEqualTo("credential_invalid");
            assertThat(client.closed()).isEqualTo(4403);
        }
    }

    @Test
    void eventsComeSoonAfterTheirCommit() {
        events.customer("pos:1");
        try (var client = SocketClient.of(shop.secret())) {
            client.subscribe("1", "subscription { changes(filter: {types: [\"tag.*\"]}) " + NODE + " }");
            settle(client);
            int before = client.events().size();
            var delays = new ArrayList<Long>();
            for (int i = 0; i < 40; i++) {
                if (i % 2 == 0) {
                    events.tag("pos:1", "b");
                } else {
                    events.untag("pos:1", "b");
                }
                var answered = System.nanoTime();
                int count = before + i + 1;
                Eventually.holds(() -> client.events().size() >= count);
                delays.add((client.events().get(count - 1).at() - answered) / 1_000);
            }
            delays.sort(null);
            LOG.infof(
                    "From the answer of a write to its event at the subscriber: median %.1f ms, 95%% %.1f ms, most %.1f ms",
                    delays.get(20) / 1e3, delays.get(37) / 1e3, delays.get(39) / 1e3);
            assertThat(delays.get(37)).isLessThan(3_000_000);
        }
    }
}
