package io.kequn.stream;

import io.kequn.Eventually;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A client of the stream that does what browsers do: it remembers the last `id`, of comments too.
final class SseClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpResponse<InputStream> answer;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";
    private volatile boolean ended;

    /// An event as it came, with its `id`, and when.
    record Received(String id, String name, Map<String, Object> body, long at) {}

    private SseClient(HttpResponse<InputStream> answer) {
        this.answer = answer;
    }

    /// The stream of these parameters, `since` an id perhaps.
    static SseClient open(String secret, String query, @Nullable String lastEventId) {
        var client = new SseClient(ask(secret, query, lastEventId));
        if (client.answer.statusCode() == 200) {
            Thread.ofVirtual().start(client::read);
        }
        return client;
    }

    private static HttpResponse<InputStream> ask(String secret, String query, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/changes?" + query))
                .header("Authorization", "Bearer " + secret)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return answer.statusCode();
    }

    String contentType() {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    /// The document of a refusal.
    JsonPath problem() throws IOException {
        return new JsonPath(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var id = "";
            var name = "";
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty()) {
                    dispatch(id, name, data.toString());
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            // That is how it ends when it is closed here.
        }
        ended = true;
    }

    /// Once its empty line is there: an event that is cut off in the middle has not come, and its id does not count.
    private void dispatch(String id, String name, String data) {
        if (!data.isEmpty()) {
            received.add(new Received(id, name, new JsonPath(data).getMap("$"), System.nanoTime()));
        }
        lastId = id;
    }

    /// All that has come, once it is so many.
    List<Received> await(int count) {
        Eventually.holds(() -> received.size() >= count);
        return received;
    }

    List<Received> received() {
        return received;
    }

    String lastId() {
        return lastId;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
