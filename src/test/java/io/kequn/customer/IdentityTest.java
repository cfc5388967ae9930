package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@KequnTest
class IdentityTest {
    private static final String CUSTOMERS = "/v1/customers";

    @Test
    void linkedIdentityNamesTheCustomerUntilItIsUnlinked() {
        var shop = TestShop.create();
        var id = upsert(shop, "pos:1");

        link(shop, id, "wechat:o/1")
                .then()
                .statusCode(200)
                .body("customer.identities", hasSize(2))
                .body("customer.version", is(2));
        link(shop, id, "wechat:o/1").then().statusCode(200).body("customer.version", is(2));
        shop.given()
                .get(CUSTOMERS + "/{c}", "wechat:o/1")
                .then()
                .statusCode(200)
                .body("id", is(id));
        shop.given()
                .get(CUSTOMERS + "/" + id + "/identities/pos:1")
                .then()
                .statusCode(200)
                .body("externalId", is("1"));

        shop.given()
                .delete(CUSTOMERS + "/" + id + "/identities/pos:1")
                .then()
                .statusCode(200)
                .body("customer.identities", hasSize(1));
        shop.given().get(CUSTOMERS + "/pos:1").then().statusCode(404);
        shop.given()
                .delete(CUSTOMERS + "/" + id + "/identities/pos:1")
                .then()
                .statusCode(404)
                .body("code", is("identity_not_found"));
        assertThat(upsert(shop, "pos:1")).isNotEqualTo(id);
    }

    @Test
    void takenIdentityIsRefused() {
        var shop = TestShop.create();
        upsert(shop, "pos:1");
        var other = upsert(shop, "pos:2");

        link(shop, other, "pos:1").then().statusCode(409).body("code", is("identity_taken"));
        shop.given()
                .body("{\"identities\": [{\"source\": \"pos\", \"externalId\": \"1\"}]}")
                .post(CUSTOMERS)
                .then()
                .statusCode(409)
                .body("code", is("identity_taken"));
        shop.given()
                .body("{\"identities\": [{\"source\": \"pos\", \"externalId\": \"1\"}]}")
                .put(CUSTOMERS + "/pos:3")
                .then()
                .statusCode(409);
        shop.given().get(CUSTOMERS + "/pos:3").then().statusCode(404);
    }

    @Test
    void fiftyCreatesOfOneIdentityMakeOneCustomer() throws Exception {
        var shop = TestShop.create();
        var body =
                "{\"identities\": [{\"source\": \"pos\", \"externalId\": \"1\"}, {\"source\": \"app\", \"externalId\":"
                        + " \"1\"}]}";

        var answers = inParallel(50, () -> shop.given().body(body).post(CUSTOMERS));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        shop.given().queryParam("count", true).get(CUSTOMERS).then().body("page.total", is(1));
    }

    @Test
    void fiftyUpsertsOfOneIdentityMakeOneCustomer() throws Exception {
        var shop = TestShop.create();

        var answers =
                inParallel(50, () -> shop.given().body("{\"name\": \"Ada\"}").put(CUSTOMERS + "/pos:1"));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(201)
                .containsOnly(201, 200);
        shop.given().queryParam("count", true).get(CUSTOMERS).then().body("page.total", is(1));
    }

    @Test
    void mergeCanBeTriedFirst() {
        var shop = TestShop.create();
        var from = upsert(shop, "pos:1", "{\"name\": \"A\", \"city\": \"Oslo\"}");
        var into = upsert(shop, "pos:2", "{\"name\": \"B\"}");

        var tried = merge(shop, from, Map.of("into", into, "dryRun", true))
                .then()
                .statusCode(200)
                .body("customer.city", is("Oslo"))
                .body("customer.identities", hasSize(2))
                .extract()
                .jsonPath();

        shop.given().get(CUSTOMERS + "/" + from).then().statusCode(200).body("mergedFrom", nullValue());
        var merged = merge(shop, from, Map.of("into", into)).jsonPath();
        assertThat(tried.getList("customer.identities")).isEqualTo(merged.getList("customer.identities"));
        assertThat(tried.getInt("customer.version")).isEqualTo(merged.getInt("customer.version"));
    }

    @Test
    void mergedCustomerLeadsToTheSurvivor() {
        var shop = TestShop.create();
        var from = upsert(shop, "pos:1", "{\"name\": \"A\", \"city\": \"Oslo\", \"emailConsent\": \"granted\"}");
        var into = upsert(shop, "pos:2", "{\"name\": \"B\"}");

        merge(shop, from, Map.of("into", into))
                .then()
                .statusCode(200)
                .body("customer.id", is(into))
                .body("customer.name", is("B"))
                .body("customer.city", is("Oslo"))
                .body("customer.emailConsent", is("granted"))
                .body("customer.identities", hasSize(2));

        var moved = shop.given().redirects().follow(false).get(CUSTOMERS + "/" + from);
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.header("Location")).endsWith(CUSTOMERS + "/" + into);
        shop.given().get(CUSTOMERS + "/pos:1").then().statusCode(200).body("id", is(into));
        shop.given()
                .body("{\"city\": \"Rome\"}")
                .patch(CUSTOMERS + "/" + from)
                .then()
                .statusCode(200)
                .body("customer.id", is(into));
        merge(shop, from, Map.of("into", into)).then().statusCode(200);
    }

    @Test
    void chainsOfMergesLeadToTheLast() {
        var shop = TestShop.create();
        var first = upsert(shop, "pos:1");
        var second = upsert(shop, "pos:2");
        var third = upsert(shop, "pos:3");
        merge(shop, second, Map.of("from", first)).then().statusCode(200);
        merge(shop, second, Map.of("into", "pos:3")).then().statusCode(200);

        var moved = shop.given().redirects().follow(false).get(CUSTOMERS + "/" + first);

        assertThat(moved.header("Location")).endsWith(third);
        shop.given().delete(CUSTOMERS + "/" + third).then().statusCode(200);
        shop.given()
                .redirects()
                .follow(false)
                .get(CUSTOMERS + "/" + first)
                .then()
                .statusCode(404);
    }

    @Test
    void mergeNamesOneOtherCustomer() {
        var shop = TestShop.create();
        var id = upsert(shop, "pos:1");

        merge(shop, id, Map.of("into", id)).then().statusCode(409);
        shop.given().put(CUSTOMERS + "/pos:1/identities/app:1").then().statusCode(200);
        for (var other : new String[] {"app:1", id}) {
            merge(shop, "pos:1", Map.of("from", other)).then().statusCode(409).body("code", is("state_conflict"));
            merge(shop, "pos:1", Map.of("into", other)).then().statusCode(409).body("code", is("state_conflict"));
        }
        merge(shop, id, Map.of()).then().statusCode(400);
        merge(shop, id, Map.of("into", "pos:9")).then().statusCode(404).body("code", is("customer_not_found"));
    }

    @Test
    void mergesAgainstEachOtherEndInOneCustomer() throws Exception {
        var shop = TestShop.create();
        for (int i = 0; i < 10; i++) {
            var one = upsert(shop, "a:" + i);
            var two = upsert(shop, "b:" + i);
            int[] turn = {0};

            var answers = inParallel(8, () -> {
                boolean forth;
                synchronized (turn) {
                    forth = turn[0]++ % 2 == 0;
                }
                return merge(shop, forth ? one : two, Map.of("into", forth ? two : one));
            });

            assertThat(answers).extracting(Response::statusCode).containsOnly(200);
            String survivor = shop.given().get(CUSTOMERS + "/a:" + i).path("id");
            shop.given().get(CUSTOMERS + "/b:" + i).then().body("id", is(survivor));
        }
        shop.given().queryParam("count", true).get(CUSTOMERS).then().body("page.total", is(10));
    }

    private static List<Response> inParallel(int times, Callable<Response> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var running = new ArrayList<Future<Response>>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(call));
            }
            var answers = new ArrayList<Response>();
            for (var future : running) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    @CanIgnoreReturnValue
    private static String upsert(TestShop shop, String identity) {
        return upsert(shop, identity, "{}");
    }

    private static String upsert(TestShop shop, String identity, String body) {
        return shop.given()
                .body(body)
                .put(CUSTOMERS + "/" + identity)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    private static Response link(TestShop shop, String id, String identity) {
        return shop.given().put(CUSTOMERS + "/{id}/identities/{identity}", id, identity);
    }

    private static Response merge(TestShop shop, String id, Map<String, ?> spec) {
        return shop.given().body(spec).post(CUSTOMERS + "/" + id + "/merge");
    }
}
