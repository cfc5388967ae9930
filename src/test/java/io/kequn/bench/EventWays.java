package io.kequn.bench;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The ways on which an event reaches somebody. Each notes when the event of a customer has come.
final class EventWays {
    private EventWays() {}

    /// Listens to the events of a tag until it is closed.
    interface Way {
        AutoCloseable open(Stage stage, String tag, Map<String, Long> arrived);
    }

    static AutoCloseable stream(Stage stage, String tag, Map<String, Long> arrived) {
        var http = HttpClient.newHttpClient();
        Thread.ofVirtual().start(() -> listen(stage, tag, http, arrived));
        return http::shutdownNow;
    }

    private static void listen(Stage stage, String tag, HttpClient http, Map<String, Long> arrived) {
        var address = "http://127.0.0.1:" + stage.service().port() + "/v1/changes?latest=true&tag=" + tag;
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + stage.api().key())
                .header("Accept", "text/event-stream")
                .build();
        try {
            var body = http.send(request, BodyHandlers.ofInputStream()).body();
            try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        note(new JsonObject(line.substring("data:".length())), arrived);
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            // That is how it ends.
        }
    }

    static AutoCloseable webhook(Stage stage, String tag, Map<String, Long> arrived) {
        var server = stage.vertx()
                .createHttpServer()
                .requestHandler(request -> take(request, arrived))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var webhook = new JsonObject()
                .put("url", "http://127.0.0.1:" + server.actualPort() + "/hook")
                .put("filter", new JsonObject().put("tags", new JsonArray().add(tag)));
        var id = stage.api()
                .post("/v1/webhooks", webhook)
                .getJsonObject("webhook")
                .getString("id");
        return () -> {
            stage.api().delete("/v1/webhooks/" + id);
            server.close().toCompletionStage().toCompletableFuture().join();
        };
    }

    private static void take(HttpServerRequest request, Map<String, Long> arrived) {
        request.body().onSuccess(body -> {
            note(body.toJsonObject(), arrived);
            request.response().end();
        });
    }

    private static void note(JsonObject event, Map<String, Long> arrived) {
        arrived.put(event.getString("partitionkey"), System.nanoTime());
    }
}
