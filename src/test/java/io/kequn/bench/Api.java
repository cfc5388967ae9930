package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls of a server that prepare a measurement, one by one. An answer that is no success is an error.
record Api(HttpClient http, int port, String key) {
    private static final int TIMES_AGAIN = 20;

    static Api of(int port, String key) {
        return new Api(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), port, key);
    }

    JsonObject get(String path) {
        return send("GET", path, null);
    }

    JsonObject put(String path, JsonObject body) {
        return send("PUT", path, body);
    }

    JsonObject post(String path, JsonObject body) {
        return send("POST", path, body);
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    /// True once the server answers with success.
    boolean answers(String path) {
        try {
            get(path);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private JsonObject send(String method, String path, JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                .build();
        return answer(method + " " + path, request);
    }

    /// Sends what was prepared elsewhere, such as a form; again where the server is busy and says so.
    JsonObject answer(String what, HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            for (int i = 0; i < TIMES_AGAIN && answer.statusCode() == 503; i++) {
                Pause.of(Duration.ofSeconds(1));
                answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            }
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(what + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().startsWith("{") ? new JsonObject(answer.body()) : new JsonObject();
        } catch (IOException e) {
            throw new IllegalStateException(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what, e);
        }
    }
}
