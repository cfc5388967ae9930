package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.feed.ChangeNumbers;
import io.kequn.platform.access.Shop;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In `READ COMMITTED` a statement's snapshot is older than the lock it waits for. Each test first shows, with two real
/// connections, that lock and work folded into one statement give the wrong answer, and then that the service, in the
/// place of the second connection, gives the right one.
@KequnTest
class SnapshotTrapsTest {
    private static final String ORDERS = "select number_of_orders from customer where state = 0 and shop_id = %d";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Inject
    ChangeNumbers numbers;

    private TestShop shop;
    private Race race;

    @BeforeEach
    void openShop() throws SQLException {
        shop = TestShop.create();
        race = new Race(new Race.Address(url, user, password), shop.key());
    }

    @AfterEach
    void endRace() throws SQLException {
        race.close();
    }

    @Test
    void aWriterThatWaitedForAPublisherKnowsTheNewRules() throws SQLException {
        order("known", "0");
        var rule = Map.of("name", "Buyers", "rule", "number_of_orders = 1");
        assertThat(shop.given().body(rule).put("/v1/segments/buyers").statusCode())
                .isEqualTo(201);
        long old = Long.parseLong(race.now("select revision from shop_rules where shop_id = " + race.shop())
                .getFirst());

        publishByHand();
        var folded = race.folded(
                "select r.revision from (select pg_advisory_xact_lock_shared(%1$d, %2$d)) locked, shop_rules r where r.shop_id = %2$d"
                        .formatted(FactTransaction.RULES_LOCK, race.shop()));
        assertThat(folded).containsExactly(String.valueOf(old));

        order("known", "1");
        publishByHand();
        race.first("update segment set key = 'buyers-2' where shop_id = " + race.shop());
        var answer = race.second(() -> order("new", "2"));
        assertThat(answer.jsonPath().getList("membershipChanges.key")).containsExactly("buyers-2");
    }

    /// What a publisher commits, without its build.
    private void publishByHand() throws SQLException {
        race.first("select pg_advisory_xact_lock(%d, %d)".formatted(FactTransaction.RULES_LOCK, race.shop()));
        race.first("update segment_version set published_at = now() where shop_id = " + race.shop());
        race.first("update segment set live_version = 1, status = 'ready' where shop_id = " + race.shop());
        race.first("update shop_rules set revision = revision + 1 where shop_id = " + race.shop());
    }

    @Test
    void totalsIncludeTheOrdersOfTheWriterBefore() throws SQLException {
        order("c", "1");

        orderByHand("2", 2);
        var folded = race.folded("""
            select c.number_of_orders, (select count(*) from customer_order o
              where o.shop_id = c.shop_id and o.customer_id = c.id)
            from customer c where c.shop_id = %d for no key update of c\
            """.formatted(race.shop()));
        assertThat(folded).as("a new customer row with old orders").containsExactly("2 1");

        orderByHand("3", 3);
        race.second(() -> order("c", "4"));
        assertThat(race.now(ORDERS.formatted(race.shop()))).containsExactly("4");
    }

    private void orderByHand(String id, int count) throws SQLException {
        race.first("update customer set number_of_orders = %d where shop_id = %d".formatted(count, race.shop()));
        race.first("""
            insert into customer_order (shop_id, id, source, external_id, customer_id, placed_at, total, amount,
              counts, status, status_at, content_hash)
            select shop_id, gen_random_uuid(), 'pos', '%s', id, now(), 1, 1, true, 'placed', now(), ''
            from customer where shop_id = %d\
            """.formatted(id, race.shop()));
    }

    @Test
    void changesAreNumberedOnce() throws SQLException {
        changeByHand(3);
        numberByHand();
        race.folded("""
            with counter as materialized (select last_number from feed_counter where shop_id = %1$d for no key update)
            update change c set number = n.number
            from (
              select u.id, u.at, u.last_number + row_number() over (order by u.id) number
              from (select id, at, last_number from counter, change where shop_id = %1$d and number is null) u
            ) n
            where c.shop_id = %1$d and c.id = n.id and c.at = n.at\
            """.formatted(race.shop()));
        assertThat(numbers()).as("numbered again").containsExactly("4", "5", "6");

        race.first("update change set number = null where shop_id = " + race.shop());
        race.first("update feed_counter set last_number = 0 where shop_id = " + race.shop());
        race.first("commit");
        numberByHand();
        long numbered = race.second(() -> numbers.number(asShop()).await().indefinitely());
        assertThat(numbered).isZero();
        assertThat(numbers()).containsExactly("1", "2", "3");
    }

    private void changeByHand(int count) throws SQLException {
        race.first("delete from change where shop_id = " + race.shop());
        race.first("""
            insert into change (shop_id, customer_id, kind, operation, reason, at)
            select %d, gen_random_uuid(), 'profile', 'updated', 'manual', now() from generate_series(1, %d)\
            """.formatted(race.shop(), count));
        race.first("commit");
    }

    private void numberByHand() throws SQLException {
        race.first("select last_number from feed_counter where shop_id = %d for no key update".formatted(race.shop()));
        race.first("""
            update change c set number = n.number
            from (select id, row_number() over (order by id) number from change where shop_id = %1$d) n
            where c.shop_id = %1$d and c.id = n.id\
            """.formatted(race.shop()));
        race.first("update feed_counter set last_number = 3 where shop_id = " + race.shop());
    }

    private List<String> numbers() throws SQLException {
        return race.now("select number from change where shop_id = %d order by id".formatted(race.shop()));
    }

    @Test
    void twoWhoMeetTheSamePersonFirstMakeOneCustomer() throws SQLException {
        var mine = personByHand("a");
        var folded = race.folded("""
            with claimed as (
              insert into customer_identity (shop_id, source, external_id, customer_id, recorded_at)
              values (%1$d, 'pos', 'a', gen_random_uuid(), now()) on conflict do nothing returning customer_id)
            select customer_id from claimed
            union all select customer_id from customer_identity
            where shop_id = %1$d and source = 'pos' and external_id = 'a'\
            """.formatted(race.shop()));
        assertThat(folded).as("neither made nor found").isEmpty();

        var other = personByHand("b");
        var answer = race.second(() -> order("b", "1"));
        assertThat(answer.jsonPath().getString("order.customerId")).isEqualTo(other.toString());
        assertThat(race.now("select id from customer where shop_id = %d order by id".formatted(race.shop())))
                .containsExactlyInAnyOrder(mine.toString(), other.toString());
    }

    private UUID personByHand(String name) throws SQLException {
        var id = UUID.randomUUID();
        race.first(
                "insert into customer_identity values (%d, 'pos', '%s', '%s', now())".formatted(race.shop(), name, id));
        race.first("insert into customer (shop_id, id, recorded_at, updated_at) values (%d, '%s', now(), now())"
                .formatted(race.shop(), id));
        return id;
    }

    @Test
    void anOrderFollowsItsCustomerWhoWasMergedMeanwhile() throws SQLException {
        var from = customer(order("from", "1"));
        var into = customer(order("into", "2"));

        mergeByHand(from, into);
        var folded = race.folded("""
            select i.customer_id from customer_identity i
            join customer c on c.shop_id = i.shop_id and c.id = i.customer_id
            where i.shop_id = %d and i.external_id = 'from' for no key update of c\
            """.formatted(race.shop()));
        assertThat(folded).as("the customer it was").containsExactly(from);

        mergeByHand(into, from);
        var answer = race.second(() -> order("into", "3"));
        assertThat(customer(answer)).isEqualTo(from);
    }

    private void mergeByHand(String from, String into) throws SQLException {
        race.first("update customer set state = 1, merged_into = '%s' where shop_id = %d and id = '%s'"
                .formatted(into, race.shop(), from));
        race.first("update customer set state = 0, merged_into = null where shop_id = %d and id = '%s'"
                .formatted(race.shop(), into));
        race.first("update customer_identity set customer_id = '%s' where shop_id = %d".formatted(into, race.shop()));
    }

    @Test
    void anOrderThatWaitedForAnotherCurrencyIsNotWritten() throws SQLException {
        race.first("select pg_advisory_xact_lock(%d, %d)".formatted(FactTransaction.RULES_LOCK, race.shop()));
        race.first("update shop set currency = 'JPY' where id = " + race.shop());
        race.first("update shop_rules set revision = revision + 1 where shop_id = " + race.shop());

        var answer = race.second(() -> send("c", "1"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(send("c", "1").path("code").toString()).isEqualTo("currency_mismatch");
        assertThat(race.now(ORDERS.formatted(race.shop()))).isEmpty();
    }

    private static String customer(Response order) {
        return order.jsonPath().getString("order.customerId");
    }

    private Response order(String customer, String id) {
        var answer = send(customer, id);
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
        return answer;
    }

    private Response send(String customer, String id) {
        var order = Map.of(
                "customer",
                "pos:" + customer,
                "source",
                "pos",
                "externalId",
                id,
                "placedAt",
                "2026-03-01T10:00:00Z",
                "total",
                Map.of("amount", "1.00", "currency", "CNY"));
        return shop.given().body(order).post("/v1/orders");
    }

    private Shop asShop() {
        return new Shop(
                race.shop(),
                shop.key(),
                Currency.getInstance("CNY"),
                ZoneId.of("Asia/Shanghai"),
                DayOfWeek.MONDAY,
                "CN",
                false);
    }
}
