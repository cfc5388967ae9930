package io.kequn.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.TestCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes over the wire, to a receiver with TLS.
class SenderTest {
    private static final String NAME = "hooks.kequn.example";

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static HttpServer server;
    private static Sender sender;

    @BeforeAll
    static void begin() throws Exception {
        var certificate = TestCertificate.of(folder, "dns:" + NAME);
        var pair = new PfxOptions().setPath(certificate.store().toString()).setPassword(TestCertificate.PASSWORD);
        vertx = Vertx.vertx();
        server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(pair))
                .requestHandler(request -> request.response()
                        .end(request.connection().indicatedServerName() + " " + request.getHeader("host")
                                + (request.path().equals("/long") ? "x".repeat(100_000) : "")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        var settings = TestSettings.with(Map.of("kequn.webhooks.allow-private", "true"));
        sender = new Sender(vertx, settings, new SimpleMeterRegistry(), new HttpClientOptions().setTrustOptions(pair));
    }

    @AfterAll
    static void end() {
        sender.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Outcome send(String host, String path) throws Exception {
        var url = URI.create("https://" + host + ":" + server.actualPort() + path);
        var target = new Target(url, List.of(InetAddress.getByName("127.0.0.1")));
        return sender.send(target, new Message("1", "{}", List.of(Secrets.random())))
                .await()
                .indefinitely();
    }

    /// The name is one that no server knows: it was not looked up.
    @Test
    void connectsToTheCheckedAddressUnderTheNameOfTheWebhook() throws Exception {
        var outcome = send(NAME, "/");

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.answer()).isEqualTo(NAME + " " + NAME + ":" + server.actualPort());
    }

    @Test
    void certificateOfAnotherNameIsRefused() throws Exception {
        var outcome = send("other.kequn.example", "/");

        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.error()).contains("other.kequn.example");
    }

    @Test
    void longAnswerIsCutOff() throws Exception {
        var outcome = send(NAME, "/long");

        assertThat(outcome.ok()).isTrue();
        assertThat(outcome.answer()).hasSize(1_024);
    }
}
