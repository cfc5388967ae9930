package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.HeldCustomers;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.evaluation.StoredShop;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// A static segment leaves the archive beside writers.
@KequnTest
class MemberListTest {
    @Inject
    DataSource database;

    /// The build has looked at the list already, and waits for a writer that takes one customer off it.
    @Test
    void whoIsTakenOffTheListWhileItComesBackStaysOut() throws SQLException {
        var shop = TestShop.create();
        var segments = new Segments(shop);
        archivedFriends(shop, segments, List.of("pos:1", "pos:2"));

        try (var writer = new HeldCustomers(database, shop)) {
            shop.given().post("/v1/segments/friends/unarchive").then().statusCode(200);
            writer.awaitWriter();
            writer.run("""
                delete from segment_override o using customer_identity i
                where o.shop_id = i.shop_id and o.customer_id = i.customer_id and i.external_id = '1'
                  and o.shop_id = current_setting('app.shop')::int\
                """);
        }

        segments.ready("friends");
        assertThat(segments.of("pos:1")).isEmpty();
        assertThat(segments.of("pos:2")).containsExactly("friends");
    }

    /// As after a job that has failed.
    @Test
    void archivedAgainASegmentLosesWhoIsLeft() throws SQLException {
        var shop = TestShop.create();
        archivedFriends(shop, new Segments(shop), List.of("pos:1"));
        try (var writer = new HeldCustomers(database, shop)) {
            writer.run("""
                insert into segment_member (shop_id, segment_id, customer_id, since)
                select shop_id, segment_id, customer_id, now() from segment_override
                where shop_id = current_setting('app.shop')::int\
                """);
        }
        shop.given().delete("/v1/segments/friends").then().statusCode(409);

        shop.given().post("/v1/segments/friends/archive").then().statusCode(200).body("status", is("archived"));

        Eventually.holds(() -> shop.given().delete("/v1/segments/friends").statusCode() == 204);
    }

    private void archivedFriends(TestShop shop, Segments segments, List<String> friends) {
        friends.forEach(friend -> segments.customer(friend, "Oslo"));
        shop.given()
                .body(Map.of("key", "friends", "name", "Friends", "kind", "static"))
                .post("/v1/segments")
                .then()
                .statusCode(201);
        shop.given()
                .body(Map.of("add", friends))
                .post("/v1/segments/friends/members")
                .then()
                .statusCode(200);
        shop.given().post("/v1/segments/friends/archive").then().statusCode(200);
        var stored = new StoredShop(database, shop.key());
        Eventually.holds(() -> stored.table("job", "id").stream()
                .allMatch(job -> job.get("status").textValue().equals("succeeded")));
        assertThat(stored.table("segment_member", "customer_id")).isEmpty();
    }
}
