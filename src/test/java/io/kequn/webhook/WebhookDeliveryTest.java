package io.kequn.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.platform.access.Shop;
import io.kequn.webhook.Receiver.Got;
import io.kequn.webhook.Receiver.Reply;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events on their way to real receivers. What takes days takes parts of a second here: an event is tried 4 times.
@KequnTest
class WebhookDeliveryTest {
    private static final int ATTEMPTS = 4;

    @Inject
    Pool pool;

    @Inject
    DispatchStore store;

    @Inject
    Results results;

    private Receiver receiver;
    private Hooked shop;

    @BeforeEach
    void begin() {
        receiver = Receiver.start();
        shop = Hooked.shop();
        shop.customers("a", "b");
        shop.tags("t1", "t2", "t3");
    }

    @AfterEach
    void end() {
        List<String> webhooks = shop.get("/v1/webhooks").getList("items.id");
        webhooks.forEach(
                id -> shop.api().given().delete("/v1/webhooks/" + id).then().statusCode(204));
        receiver.close();
    }

    @Test
    void eventArrivesSignedAndAsTheFeedGivesIt() throws Exception {
        var webhook = shop.webhook(receiver.url("/hooks?from=kequn"));

        shop.assign("a", "t1");
        Eventually.holds(() -> receiver.got.size() == 1);

        var got = receiver.got.getFirst();
        assertThat(got.path()).isEqualTo("/hooks?from=kequn");
        assertThat(got.header("content-type")).isEqualTo("application/cloudevents+json; charset=utf-8");
        Map<String, Object> listed =
                shop.get("/v1/changes?type=tag.assigned.v1").getMap("items[0]");
        assertThat(got.event()).isEqualTo(new JsonObject(listed));
        assertThat(got.id()).isEqualTo(listed.get("id"));
        var event = EventFormatProvider.getInstance()
                .resolveFormat(JsonFormat.CONTENT_TYPE)
                .deserialize(got.body().getBytes(StandardCharsets.UTF_8));
        assertThat(event.getType()).isEqualTo("tag.assigned.v1");
        assertThat(event.getExtension("partitionkey")).isEqualTo(got.customer());
        verify(webhook.secret(), got.headers(), got.body());
    }

    @Test
    void whatWasTamperedWithOrIsOldIsNotVerified() throws Exception {
        var webhook = shop.webhook(receiver.url("/"));
        shop.assign("a", "t1");
        Eventually.holds(() -> receiver.got.size() == 1);
        var got = receiver.got.getFirst();

        assertThatThrownBy(() -> verify(webhook.secret(), got.headers(), got.body() + " "))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(webhook.secret(), changed(got, "webhook-id", "other"), got.body()))
                .isInstanceOf(WebhookVerificationException.class);
        long old = Instant.now().minus(Duration.ofMinutes(6)).getEpochSecond();
        var late = changed(got, "webhook-timestamp", String.valueOf(old));
        late.put(
                "webhook-signature", List.of(Secrets.signatures(List.of(webhook.secret()), got.id(), old, got.body())));
        assertThatThrownBy(() -> verify(webhook.secret(), late, got.body())).hasMessageContaining("too old");
    }

    private static Map<String, List<String>> changed(Got got, String header, String value) {
        var headers = new HashMap<>(got.headers());
        headers.put(header, List.of(value));
        return headers;
    }

    private static void verify(String secret, Map<String, List<String>> headers, String body) throws Exception {
        new com.standardwebhooks.Webhook(secret).verify(body, headers);
    }

    @Test
    void failingEventHoldsBackItsCustomerOnly() {
        var refusals = new AtomicInteger(2);
        receiver.behave(got ->
                got.tag().equals("t1") && isOf(got, "a") && refusals.getAndDecrement() > 0 ? Reply.of(500) : Reply.OK);
        var webhook = shop.webhook(receiver.url("/"));

        shop.assign("a", "t1", "t2", "t3");
        shop.assign("b", "t1", "t2");
        Eventually.holds(() -> webhook.states().equals(Collections.nCopies(5, "delivered")));

        assertThat(receiver.got.stream().filter(got -> isOf(got, "a")).map(Got::tag))
                .containsExactly("t1", "t1", "t1", "t2", "t3");
        assertThat(receiver.got.stream().filter(got -> isOf(got, "b")).map(Got::tag))
                .containsExactly("t1", "t2");
    }

    private final Map<String, String> ids = new ConcurrentHashMap<>();

    private boolean isOf(Got got, String customer) {
        var id = ids.computeIfAbsent(
                customer, name -> shop.get("/v1/customers/pos:" + name).getString("id"));
        return got.customer().equals(id);
    }

    @Test
    void givenUpAfterTheScheduleAndWhatFollowsGoesOn() {
        receiver.behave(got -> got.tag().equals("t1") ? Reply.of(500).saying("no") : Reply.OK);
        var webhook = shop.webhook(receiver.url("/"));

        shop.assign("a", "t1", "t2");
        Eventually.holds(() -> webhook.states().equals(List.of("failed", "delivered")));

        assertThat(receiver.tags()).containsExactly("t1", "t1", "t1", "t1", "t2");
        assertThat(receiver.got.stream().limit(ATTEMPTS).map(Got::id))
                .containsOnly(receiver.got.getFirst().id());
        var failed = webhook.deliveries("?state=failed");
        assertThat(failed.getList("items")).hasSize(1);
        var one = shop.get("/v1/webhooks/" + webhook.id() + "/deliveries/" + failed.getString("items[0].id"));
        assertThat(one.getInt("attempts")).isEqualTo(ATTEMPTS);
        assertThat(one.getInt("lastStatus")).isEqualTo(500);
        assertThat(one.getList("log.status")).containsOnly(500).hasSize(ATTEMPTS);
        assertThat(one.getList("log.answer")).containsOnly("no");
    }

    @Test
    void whatFailedIsReplayedUnderItsId() {
        receiver.behave(got -> Reply.of(500));
        var webhook = shop.webhook(receiver.url("/"));
        shop.assign("a", "t1");
        shop.assign("b", "t1");
        Eventually.holds(() -> webhook.states().equals(List.of("failed", "failed")));
        var ids = receiver.got.stream().map(Got::id).distinct().toList();
        receiver.behave(got -> Reply.OK);
        receiver.got.clear();

        webhook.post("replay", Map.of("from", 1, "only", "failed"));
        Eventually.holds(() -> webhook.states().equals(List.of("delivered", "delivered")));

        assertThat(receiver.got.stream().map(Got::id)).containsExactlyInAnyOrderElementsOf(ids);
        Eventually.holds(() -> webhook.read().get("progress.replayUntil") == null);
    }

    @Test
    void rangeIsReplayedInOrderAndOneDeliveryAlone() {
        var webhook = shop.webhook(receiver.url("/"));
        shop.assign("a", "t1", "t2", "t3");
        Eventually.holds(() -> webhook.states().equals(List.of("delivered", "delivered", "delivered")));
        var first = receiver.got.stream().map(Got::id).toList();
        receiver.got.clear();

        webhook.post("replay", Map.of("from", Long.parseLong(first.get(1))));
        Eventually.holds(() -> receiver.got.size() == 2);
        assertThat(receiver.got.stream().map(Got::id)).containsExactly(first.get(1), first.get(2));
        receiver.got.clear();

        String oldest = webhook.deliveries("").getString("items[2].id");
        webhook.post("deliveries/" + oldest + "/replay", "");
        Eventually.holds(() -> receiver.got.size() == 1);
        assertThat(receiver.got.getFirst().id()).isEqualTo(first.getFirst());
        Eventually.holds(() -> webhook.states().equals(List.of("delivered", "delivered", "delivered")));
    }

    @Test
    void goneDisablesAtOnceAndOthersAreTold() {
        receiver.behave(got -> got.path().equals("/gone") ? Reply.of(410) : Reply.OK);
        var webhook = shop.webhook(receiver.url("/gone"));
        shop.webhook(receiver.url("/notices"), Map.of("filter", Map.of("types", List.of("points.*")), "notices", true));
        shop.webhook(receiver.url("/silent"), Map.of("filter", Map.of("types", List.of("points.*"))));

        shop.assign("a", "t1");
        Eventually.holds(() -> receiver.got.size() == 2);

        assertThat(webhook.read().getBoolean("enabled")).isFalse();
        assertThat(webhook.read().getString("disabledReason")).isEqualTo("gone");
        var notice = receiver.got.getLast();
        assertThat(notice.path()).isEqualTo("/notices");
        assertThat(notice.event().getString("type")).isEqualTo("webhook.disabled.v1");
        assertThat(notice.event().getJsonObject("data").getString("webhookId")).isEqualTo(webhook.id());
        assertThat(notice.event().getJsonObject("data").getString("reason")).isEqualTo("gone");

        receiver.behave(got -> Reply.OK);
        webhook.change(Map.of("enabled", true));
        Eventually.holds(() -> webhook.states().equals(List.of("delivered")));
    }

    @Test
    void whatIsNoLongerKeptIsToldAsMissed() {
        var webhook = shop.webhook(receiver.url("/"));
        webhook.change(Map.of("enabled", false));
        shop.assign("a", "t1");
        var last = shop.get("/v1/changes?latest=true").getString("token");
        shop.assign("a", "t2");
        Eventually.holds(
                () -> !shop.get("/v1/changes?since=" + last).getList("items").isEmpty());
        inShop("update feed_counter set floor = last_number");

        webhook.change(Map.of("enabled", true));
        Eventually.holds(() -> receiver.got.size() == 1);
        shop.assign("a", "t3");
        Eventually.holds(() -> receiver.got.size() == 2);

        var missed = receiver.got.getFirst().event();
        assertThat(missed.getString("type")).isEqualTo("webhook.missed.v1");
        long until = missed.getJsonObject("data").getLong("until");
        assertThat(missed.getJsonObject("data").getLong("after")).isLessThanOrEqualTo(until - 2);
        assertThat(Long.parseLong(receiver.got.getLast().id())).isGreaterThan(until);
    }

    @Test
    void disabledAfterThreeDaysWithoutSuccess() {
        receiver.behave(got -> Reply.of(500));
        var webhook = shop.webhook(receiver.url("/"));
        shop.assign("a", "t1");
        Eventually.holds(() -> webhook.states().equals(List.of("failed")));
        assertThat(webhook.read().getBoolean("enabled")).isTrue();
        inShop("update webhook_progress set failing_since = failing_since - interval '3 days'");

        shop.assign("b", "t1");
        Eventually.holds(() -> !webhook.read().getBoolean("enabled"));

        assertThat(webhook.read().getString("disabledReason")).isEqualTo("failing");
    }

    private List<Integer> numbers(String sql) {
        var numbers = new ArrayList<Integer>();
        inShop(sql).forEach(row -> numbers.add(row.getInteger(0)));
        return numbers;
    }

    private RowSet<Row> inShop(String sql) {
        int id = inShop().id();
        return pool.withTransaction(connection -> connection
                        .query("set local app.shop = " + id)
                        .execute()
                        .chain(() -> connection.query(sql).execute()))
                .await()
                .indefinitely();
    }

    private Shop inShop() {
        int id = pool.preparedQuery("select id from shop where key = $1")
                .execute(Tuple.of(shop.api().key()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getInteger("id");
        return new Shop(
                id, shop.api().key(), Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);
    }

    @Test
    void redirectIsNotFollowed() {
        receiver.behave(
                got -> got.path().equals("/from") ? Reply.of(302).with("location", receiver.url("/to")) : Reply.OK);
        var webhook = shop.webhook(receiver.url("/from"));

        shop.assign("a", "t1");
        Eventually.holds(() -> webhook.states().equals(List.of("failed")));

        assertThat(receiver.got).extracting(Got::path).containsOnly("/from").hasSize(ATTEMPTS);
        assertThat(webhook.deliveries("").getInt("items[0].lastStatus")).isEqualTo(302);
    }

    @Test
    void hangingWebhookDelaysNoOther() {
        receiver.behave(got -> got.path().equals("/hangs") ? Reply.OK.after(Duration.ofSeconds(4)) : Reply.OK);
        var hanging = shop.webhook(receiver.url("/hangs"));
        shop.webhook(receiver.url("/good"));

        var begun = Instant.now();
        shop.assign("a", "t1", "t2", "t3");
        Eventually.holds(() ->
                receiver.got.stream().filter(got -> got.path().equals("/good")).count() == 3);

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
        Eventually.holds(() -> hanging.read().get("progress.lastError") != null);
        assertThat(hanging.read().getString("progress.lastError")).isEqualTo("no answer in time");
    }

    @Test
    void receiverIsLeftAloneAsLongAsItAsks() {
        var busy = new AtomicInteger(1);
        receiver.behave(got -> busy.getAndDecrement() > 0 ? Reply.of(429).with("retry-after", "1") : Reply.OK);
        var webhook = shop.webhook(receiver.url("/"));

        shop.assign("a", "t1");
        Eventually.holds(() -> receiver.got.size() == 1);
        shop.assign("b", "t1");
        Eventually.holds(() -> webhook.states().equals(List.of("delivered", "delivered")));

        assertThat(Duration.between(
                        receiver.got.get(0).at(), receiver.got.get(1).at()))
                .isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void rotatedSecretSignsBesideTheOneBefore() throws Exception {
        var webhook = shop.webhook(receiver.url("/"));

        var rotated = webhook.post("rotate-secret", "");
        shop.assign("a", "t1");
        Eventually.holds(() -> receiver.got.size() == 1);

        var got = receiver.got.getFirst();
        assertThat(rotated.getString("secret")).startsWith("whsec_").isNotEqualTo(webhook.secret());
        assertThat(rotated.getString("previous")).isEqualTo(webhook.secret());
        assertThat(got.header("webhook-signature").split(" ")).hasSize(2);
        verify(webhook.secret(), got.headers(), got.body());
        verify(rotated.getString("secret"), got.headers(), got.body());

        inShop("update webhook set previous_until = clock_timestamp()");
        shop.assign("a", "t2");
        Eventually.holds(() -> receiver.got.size() == 2);
        var later = receiver.got.getLast();
        verify(rotated.getString("secret"), later.headers(), later.body());
        assertThatThrownBy(() -> verify(webhook.secret(), later.headers(), later.body()))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void nothingIsLostWhileNobodyListens() {
        receiver.close();
        var webhook = shop.webhook(receiver.url("/"));
        shop.assign("a", "t1");
        Eventually.holds(() -> webhook.read().get("progress.lastError") != null);
        webhook.change(Map.of("enabled", false));
        shop.assign("a", "t2");

        try (var again = Receiver.start()) {
            webhook.change(Map.of("enabled", true, "url", again.url("/")));
            Eventually.holds(() -> again.tags().contains("t2"));
        }
    }

    @Test
    void beginsWhereItIsToldTo() {
        shop.assign("a", "t1", "t2");
        Eventually.holds(
                () -> shop.get("/v1/changes?type=tag.*").getList("items").size() == 2);
        List<String> ids = shop.get("/v1/changes?type=tag.*").getList("items.id");

        shop.webhook(receiver.url("/second"), Map.of("from", ids.get(1)));
        shop.webhook(receiver.url("/now"));
        shop.assign("a", "t3");
        Eventually.holds(() -> receiver.got.size() == 3);

        assertThat(receiver.got.stream()
                        .filter(got -> got.path().equals("/second"))
                        .map(Got::tag))
                .containsExactly("t2", "t3");
        assertThat(receiver.got.stream()
                        .filter(got -> got.path().equals("/now"))
                        .map(Got::tag))
                .containsExactly("t3");
    }

    /// Of two replicas one sends; when it has not been heard of for a while, the other may, and what the first one
    /// still wants to write is refused.
    @Test
    void oneSendsAtATime() {
        var webhook = shop.webhook(receiver.url("/"), Map.of("enabled", false));
        int id = numbers("select id from webhook").getFirst();
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();

        assertThat(leased(id, one)).isTrue();
        assertThat(leased(id, other)).isFalse();
        assertThat(leased(id, one)).isTrue();
        inShop("update webhook_progress set lease_until = clock_timestamp()");
        assertThat(leased(id, other)).isTrue();
        assertThat(leased(id, one)).isFalse();

        webhook.change(Map.of("enabled", true));
        var endpoint =
                store.endpoint(inShop(), id, other).await().indefinitely().orElseThrow();
        assertThat(store.endpoint(inShop(), id, one).await().indefinitely()).isEmpty();
        var outcome = new Outcome(Instant.now(), 1, 500, null, null, null);
        var result = new Result(new Outgoing(one, "1", 1, one, 0, "{}"), outcome, null);
        assertThat(results.store(inShop(), new Results.Batch(endpoint, one, List.of(result), 0, null))
                        .await()
                        .indefinitely())
                .isFalse();
    }

    private boolean leased(int webhook, UUID owner) {
        return store.lease(inShop(), webhook, owner).await().indefinitely();
    }

    @Test
    void deliveriesAreForgottenAfterThirtyDaysAndWithTheirWebhook() {
        var old = shop.webhook(receiver.url("/old"));
        var deleted = shop.webhook(receiver.url("/deleted"));
        shop.assign("a", "t1");
        Eventually.holds(() -> old.states().equals(List.of("delivered")));
        inShop("update webhook_delivery set created_at = created_at - interval '31 days' where webhook_id = "
                + numbers("select id from webhook where url like '%/old'").getFirst());
        shop.assign("a", "t2");
        Eventually.holds(() -> old.states().equals(List.of("delivered", "delivered")));
        Eventually.holds(() -> deleted.states().equals(List.of("delivered", "delivered")));
        shop.api().given().delete("/v1/webhooks/" + deleted.id()).then().statusCode(204);

        pool.preparedQuery("insert into due (shop_id, kind, due_at) values ($1, 'forget', clock_timestamp())"
                        + " on conflict (shop_id, kind) do update set due_at = excluded.due_at")
                .execute(Tuple.of(inShop().id()))
                .await()
                .indefinitely();
        Eventually.holds(
                () -> numbers("select count(*)::int from webhook_delivery").equals(List.of(1)));

        assertThat(old.deliveries("").getInt("items.size()")).isEqualTo(1);
    }

    @Test
    void manyEventsArriveOnceEachInOrder() {
        int customers = 40;
        for (int i = 0; i < customers; i++) {
            shop.customers("c" + i);
        }
        var webhook = shop.webhook(receiver.url("/"));
        var all = IntStream.range(0, customers).mapToObj(i -> "pos:c" + i).toList();
        for (var tag : List.of("t1", "t2", "t3")) {
            shop.api()
                    .given()
                    .body(Map.of("customers", all))
                    .post("/v1/tags/" + tag + "/assignments")
                    .then()
                    .statusCode(200);
        }
        Eventually.holds(() -> receiver.got.size() >= 3 * customers);
        Eventually.holds(() -> webhook.read().getInt("progress.pending") == 0);

        assertThat(receiver.got).hasSize(3 * customers).extracting(Got::id).doesNotHaveDuplicates();
        var byCustomer = receiver.got.stream()
                .collect(Collectors.groupingBy(Got::customer, Collectors.mapping(Got::tag, Collectors.toList())));
        assertThat(byCustomer.values()).hasSize(customers).containsOnly(List.of("t1", "t2", "t3"));
    }
}
