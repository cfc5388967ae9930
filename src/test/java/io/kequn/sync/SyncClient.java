package io.kequn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.TestShop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A sync client, as small as one can be: a copy of one feed, by customer and key, and the token that it goes
/// on with. Both are kept together, so a client that is killed has what it last kept.
final class SyncClient {
    private final TestShop shop;
    private final String feed;
    private final Map<String, ?> scope;
    private final Map<String, Map<String, String>> copy = new TreeMap<>();
    private @Nullable String token;
    private long number;

    SyncClient(TestShop shop, String feed, Map<String, ?> scope) {
        this.shop = shop;
        this.feed = feed;
        this.scope = Map.copyOf(scope);
    }

    /// One that leaves out what there is.
    static SyncClient latest(TestShop shop, String feed) {
        var client = new SyncClient(shop, feed, Map.of());
        client.token = shop.given()
                .queryParam("latest", true)
                .get("/v1/sync/" + feed)
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        return client;
    }

    /// Another one of the same, which has nothing yet.
    SyncClient anew() {
        return new SyncClient(shop, feed, scope);
    }

    /// Takes the next page; whether there is more.
    boolean pull(int limit) {
        return pull(limit, true);
    }

    /// The same; if it is killed before it keeps what it got, nothing has happened.
    boolean pull(int limit, boolean survives) {
        var request = shop.given().queryParams(scope).queryParam("limit", limit);
        var page = (token == null ? request : request.queryParam("since", token))
                .get("/v1/sync/" + feed)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        if (survives) {
            page.<Map<String, Object>>getList("items").forEach(this::apply);
            token = page.getString("token");
            number = page.getLong("number");
        }
        return page.getBoolean("more");
    }

    void follow(int limit) {
        int pages = 0;
        while (pull(limit)) {
            pages++;
            assertThat(pages).as("pages").isLessThan(5_000);
        }
    }

    private void apply(Map<String, Object> item) {
        var customer = (String) item.get("customer");
        var key = String.valueOf(item.get("key"));
        switch ((String) item.get("operation")) {
            case "upsert" ->
                copy.computeIfAbsent(customer, id -> new TreeMap<>()).put(key, told(item));
            case "removed" -> {
                assertThat(item).containsKey("key");
                copy.computeIfPresent(customer, (id, held) -> {
                    held.remove(key);
                    return held.isEmpty() ? null : held;
                });
            }
            default -> copy.remove(customer);
        }
    }

    /// The part of the feed's kind.
    private static String told(Map<String, Object> item) {
        return List.of("tag", "segment", "level", "points", "profile").stream()
                .filter(item::containsKey)
                .map(part -> part(part, item))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static String part(String part, Map<String, Object> item) {
        var fields = new LinkedHashMap<>((Map<String, Object>) item.get(part));
        return switch (part) {
            case "tag" -> String.valueOf(fields.get("source"));
            case "segment" -> "member";
            case "level" -> String.valueOf(fields.get("level"));
            case "points" -> fields.get("balance") + "/" + fields.get("frozen");
            default -> String.valueOf(fields.get("name"));
        };
    }

    /// What each customer has, by key; who has nothing is not in it.
    Map<String, Map<String, String>> copy() {
        return copy;
    }

    @Nullable
    String token() {
        return token;
    }

    @Override
    public String toString() {
        return feed + " " + scope;
    }

    /// Up to which all that has changed is in the copy.
    long number() {
        return number;
    }
}
