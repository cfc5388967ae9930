package io.kequn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// Java's own client asks for HTTP/2 with its first request, body and all.
@KequnTest
class UpgradeTest {
    @Test
    void postThatAsksForHttp2IsAnswered() throws Exception {
        var shop = TestShop.create();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/customers"))
                    .header("Authorization", "Bearer " + shop.secret())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"name\": \"Kim\"}"))
                    .build();

            var answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }
}
