package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@KequnTest
class MergeUndoTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000);
    private static final int SEEDS = Integer.getInteger("seeds", Boolean.getBoolean("long") ? 200 : 3);

    /// What becomes of the rows of each table with a column `customer_id` when a merger is undone. A new table
    /// fails the test until somebody has thought about it.
    private static final Set<String> GO_BACK = Set.of(
            "customer_consent",
            "customer_identity",
            "customer_level",
            "customer_level_event",
            "customer_order",
            "customer_tag",
            "customer_tag_exclusion",
            "event",
            "order_refund",
            "points_account",
            "points_entry",
            "points_hold",
            "points_lot",
            "segment_override",
            "sync_operation");

    private static final Set<String> STAY = Set.of(
            "audit_customer", // names both, whatever they are now
            "change", // tells both: that they were merged, and that it was undone
            "customer_attribute_history", // never went over; forgets the merger
            "customer_merge", // is about it
            "customer_moment", // follows from the profile
            "customer_token", // a generation of tokens; those of before are void
            "erasure", // refused while one waits
            "job_customer", // finds the present customer by itself
            "layer_member", // judged anew
            "segment_member", // judged anew
            "webhook_delivery"); // repeats the change log

    @Inject
    AgroalDataSource database;

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + SEEDS);
    }

    @Test
    void everyTableOfCustomersHasAnAnswer() throws SQLException {
        var answered = new TreeSet<>(GO_BACK);
        answered.addAll(STAY);

        assertThat(new MergeRows(database, "none").tables()).isEqualTo(answered);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void undoneAtOnceNothingHasHappened(long seed) throws SQLException {
        var story = MergeStory.of(seed);
        var rows = new MergeRows(database, story.shop().key());
        var seen = story.seen();
        var stored = rows.all();

        var tried = story.shop()
                .given()
                .body(Map.of("from", story.from(), "dryRun", true))
                .post(MergeStory.CUSTOMERS + story.into() + "/merge")
                .jsonPath();
        assertSame(rows.all(), stored, seed);
        var merged = story.merge();
        for (var part : List.of("conflicts", "consents", "fromBefore", "intoBefore", "after", "from", "into")) {
            assertThat(tried.<Object>get("merge." + part))
                    .as("seed %d, %s", seed, part)
                    .isEqualTo(merged.get("merge." + part));
        }
        assertSums(merged, seed);
        story.undo(merged.getString("merge.id")).then().statusCode(200).body("restored.id", is(story.from()));

        assertSame(story.seen(), seen, seed);
        assertSame(rows.all(), stored, seed);
        rows.assertBooks();
    }

    private static void assertSums(JsonPath merged, long seed) {
        for (var number : List.of("orders", "refunds", "events", "points.balance", "points.pending", "points.frozen")) {
            assertThat(merged.getInt("merge.after." + number))
                    .as("seed %d, %s", seed, number)
                    .isEqualTo(
                            merged.getInt("merge.fromBefore." + number) + merged.getInt("merge.intoBefore." + number));
        }
    }

    /// The same writes in a shop where nobody was merged. What nobody can tell apart is refused, and changes nothing.
    @ParameterizedTest
    @MethodSource("seeds")
    void undoneLaterAllIsAsIfTheyHadNeverBeenMerged(long seed) throws SQLException {
        var story = MergeStory.of(seed);
        var oracle = MergeStory.of(seed);
        var rows = new MergeRows(database, story.shop().key());

        var merger = story.merge().getString("merge.id");
        story.between(seed % 2 == 0);
        oracle.between(seed % 2 == 0);
        var before = rows.all();
        var answer = story.undo(merger);

        rows.assertBooks();
        if (answer.statusCode() == 409) {
            assertThat(answer.asString()).as("seed %d", seed).contains("oints");
            assertThat(rows.all()).as("seed %d", seed).isEqualTo(before);
            return;
        }
        assertThat(answer.statusCode())
                .as("seed %d: %s", seed, answer.asString())
                .isEqualTo(200);
        assertSame(story, oracle, seed);
        story.afterwards();
        oracle.afterwards();
        assertSame(story, oracle, seed);
    }

    /// Once time has done in both what it does.
    private void assertSame(MergeStory story, MergeStory oracle, long seed) {
        settle(story);
        settle(oracle);
        assertSame(story.seen(), oracle.seen(), seed);
    }

    private void settle(MergeStory story) {
        var rows = new MergeRows(database, story.shop().key());
        Eventually.holds(rows::areSettled);
    }

    private static void assertSame(Map<String, ?> actual, Map<String, ?> expected, long seed) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((key, value) ->
                assertThat((Object) value).as("seed %d, %s", seed, key).isEqualTo(expected.get(key)));
    }

    /// In the order in which they can be undone, also where the clock was set back before the last.
    @Test
    void mergersComeInPages() throws SQLException {
        var shop = TestShop.createAt("2026-03-01T12:00:00Z");
        for (var name : List.of("into", "a", "b", "c")) {
            shop.given().body(Map.of("name", name)).put(MergeStory.CUSTOMERS + "pos:" + name);
        }
        for (var name : List.of("a", "b", "c")) {
            shop.given()
                    .body(Map.of("from", "pos:" + name))
                    .post(MergeStory.CUSTOMERS + "pos:into/merge")
                    .then()
                    .statusCode(200);
        }
        List<String> all =
                shop.given().get(MergeStory.CUSTOMERS + "pos:into/merges").path("items.id");
        assertThat(all).hasSize(3);
        new MergeRows(database, shop.key())
                .run("update customer_merge set merged_at = merged_at - interval '1 hour' where id = '" + all.getFirst()
                        + "'");
        shop.given().get(MergeStory.CUSTOMERS + "pos:into/merges").then().body("items.id", is(all));

        var first = shop.given()
                .get(MergeStory.CUSTOMERS + "pos:into/merges?limit=2&count=true")
                .then()
                .statusCode(200)
                .body("items.id", is(all.subList(0, 2)))
                .body("page.total", is(3))
                .body("page.next", notNullValue());
        shop.given()
                .queryParam("after", first.extract().<String>path("page.next"))
                .get(MergeStory.CUSTOMERS + "pos:into/merges")
                .then()
                .body("items.id", is(all.subList(2, 3)))
                .body("page.next", nullValue());
        String cursor = graphQL(
                        shop, "customer(id: \"pos:into\") { merges(first: 1) { nodes { id } pageInfo { endCursor } } }")
                .body("data.customer.merges.nodes.id", is(all.subList(0, 1)))
                .extract()
                .path("data.customer.merges.pageInfo.endCursor");
        graphQL(
                        shop,
                        "customerMergers(customer: \"pos:into\", first: 1, after: \"" + cursor
                                + "\") { nodes { id } pageInfo { hasNextPage } }")
                .body("data.customerMergers.nodes.id", is(all.subList(1, 2)))
                .body("data.customerMergers.pageInfo.hasNextPage", is(true));
    }

    private static ValidatableResponse graphQL(TestShop shop, String query) {
        return shop.given()
                .body(Map.of("query", "{ " + query + " }"))
                .post("/graphql")
                .then();
    }

    @Test
    void mergersAreListedAndTold() {
        var story = MergeStory.of(SEED);
        var merger = story.merge().getString("merge.id");

        for (var name : List.of(story.into(), story.from(), "pos:from")) {
            story.shop()
                    .given()
                    .get(MergeStory.CUSTOMERS + name + "/merges")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].id", is(merger))
                    .body("items[0].from", is(story.from()))
                    .body("items[0].undoableUntil", notNullValue())
                    .body("items[0].undoneAt", nullValue());
        }
        story.shop()
                .given()
                .body(Map.of("dryRun", true))
                .post(MergeStory.CUSTOMERS + story.into() + "/merges/" + merger + "/undo")
                .then()
                .statusCode(200)
                .body("restored.id", is(story.from()));
        story.shop()
                .given()
                .header("If-Match", "\"1\"")
                .body(Map.of())
                .post(MergeStory.CUSTOMERS + story.into() + "/merges/" + merger + "/undo")
                .then()
                .statusCode(412);
        for (int i = 0; i < 2; i++) {
            story.shop()
                    .given()
                    .header("Idempotency-Key", "undo")
                    .body(Map.of())
                    .post(MergeStory.CUSTOMERS + story.into() + "/merges/" + merger + "/undo")
                    .then()
                    .statusCode(200)
                    .body("merger.undoneAt", notNullValue());
        }
        refused(story, merger, "undone already");
        Eventually.holds(() -> story.shop()
                .given()
                .get("/v1/changes?limit=200&customer=" + story.from())
                .asString()
                .contains("customer.restored.v1"));
        story.shop()
                .given()
                .body(Map.of("query", "{ customer(id: \"pos:into\") { merges { nodes { from undoneAt undoneBy } } } }"))
                .post("/graphql")
                .then()
                .body("data.customer.merges.nodes[0].undoneBy", notNullValue())
                .body("data.customer.merges.nodes.from", hasItem(story.from()));
    }

    @Test
    void whatCannotBeRightIsRefused() throws SQLException {
        var story = MergeStory.of(SEED);
        var shop = story.shop();
        var before = story.seen();
        var merger = story.merge().getString("merge.id");

        story.undo("00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404)
                .body("code", is("merger_not_found"));
        story.undo("first").then().statusCode(404);

        MergeStory.customer(shop, "third");
        var later = shop.given()
                .body(Map.of("into", "pos:third"))
                .post(MergeStory.CUSTOMERS + story.into() + "/merge")
                .path("merge.id");
        refused(story, merger, String.valueOf(later));
        story.undo(String.valueOf(later)).then().statusCode(200);

        shop.given()
                .delete(MergeStory.CUSTOMERS + "pos:into/identities/pos:from")
                .then()
                .statusCode(200);
        shop.given().body("{}").put(MergeStory.CUSTOMERS + "pos:third/identities/pos:from");
        refused(story, merger, "`pos:from`");
        shop.given()
                .delete(MergeStory.CUSTOMERS + "pos:third/identities/pos:from")
                .then()
                .statusCode(200);
        shop.given().body("{}").put(MergeStory.CUSTOMERS + "pos:into/identities/pos:from");

        var erasure = shop.given()
                .body(Map.of())
                .post(MergeStory.CUSTOMERS + "pos:into/privacy/erase")
                .path("id");
        refused(story, merger, "about to be erased");
        shop.given().post("/v1/privacy/erasures/" + erasure + "/cancel").then().statusCode(200);

        story.undo(merger).then().statusCode(200);
        assertThat(story.seen()).isEqualTo(before);
        new MergeRows(database, shop.key()).assertBooks();

        var again = story.merge().getString("merge.id");
        shop.advance(Duration.ofDays(31));
        refused(story, again, "is over");
    }

    @Test
    void whatUndoingNeedsIsForgottenWhenTheTimeIsOver() throws SQLException {
        var shop = TestShop.createAt("2026-03-01T10:00:00");
        var rows = new MergeRows(database, shop.key());
        for (var name : List.of("old", "kept", "young", "other")) {
            MergeStory.customer(shop, name);
        }
        var first = merge(shop, "old", "kept");
        shop.advance(Duration.ofDays(29));
        var second = merge(shop, "young", "other");
        var parts = rows.parts(first);
        assertThat(parts).contains("profile", "customer_identity");

        forget(rows);
        assertThat(rows.parts(first)).isEqualTo(parts);
        undo(shop, "kept", first, true).then().statusCode(200);

        shop.advance(Duration.ofDays(1).plusMinutes(1));
        forget(rows);
        assertThat(rows.parts(first)).isEmpty();
        undo(shop, "kept", first, false)
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"))
                .body("detail", containsString("is over"));
        assertThat(rows.parts(second)).isEqualTo(parts);
        undo(shop, "other", second, false).then().statusCode(200);
        assertThat(rows.parts(second)).isEmpty();
    }

    /// As after the database's clock was set back between the two.
    @Test
    void laterMergerIsUndoneFirstWhateverTheClockSays() throws SQLException {
        var shop = TestShop.createAt("2026-03-01T10:00:00");
        var rows = new MergeRows(database, shop.key());
        for (var name : List.of("one", "two", "kept")) {
            MergeStory.customer(shop, name);
        }
        var first = merge(shop, "one", "kept");
        var second = merge(shop, "two", "kept");
        rows.run("update customer_merge set merged_at = merged_at - interval '1 hour' where id = '" + second + "'");

        undo(shop, "kept", first, false)
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"))
                .body("detail", containsString(second));
        undo(shop, "kept", second, false).then().statusCode(200);
        undo(shop, "kept", first, false).then().statusCode(200);
    }

    private static String merge(TestShop shop, String from, String into) {
        return shop.given()
                .body(Map.of("from", "pos:" + from))
                .post(MergeStory.CUSTOMERS + "pos:" + into + "/merge")
                .then()
                .statusCode(200)
                .extract()
                .path("merge.id");
    }

    private static Response undo(TestShop shop, String customer, String merger, boolean dryRun) {
        return shop.given()
                .body(Map.of("dryRun", dryRun))
                .post(MergeStory.CUSTOMERS + "pos:" + customer + "/merges/" + merger + "/undo");
    }

    private static void forget(MergeRows rows) throws SQLException {
        rows.run("insert into due (shop_id, kind, due_at) values (current_setting('app.shop')::int, 'forget',"
                + " clock_timestamp()) on conflict (shop_id, kind) do update set due_at = excluded.due_at");
        Eventually.holds(rows::areSettled);
    }

    @Test
    void pointsThatWereSpentSinceStay() throws SQLException {
        var story = MergeStory.of(SEED);
        var shop = story.shop();
        shop.given()
                .body(Map.of("points", 50))
                .post(MergeStory.CUSTOMERS + story.from() + "/points/earn")
                .then()
                .statusCode(200);
        var merger = story.merge().getString("merge.id");
        int free = shop.given()
                .get(MergeStory.CUSTOMERS + story.into() + "/points")
                .path("available");
        shop.given()
                .body(Map.of("points", free))
                .post(MergeStory.CUSTOMERS + story.into() + "/points/redeem")
                .then()
                .statusCode(200);

        refused(story, merger, "spent or set aside");
        new MergeRows(database, shop.key()).assertBooks();
    }

    private static void refused(MergeStory story, String merger, String why) {
        story.undo(merger)
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"))
                .body("detail", containsString(why));
    }
}
