package io.kequn.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// A replica as a load balancer sees it: it is asked again and again whether it is ready.
final class Replica implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Service service;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean ready = true;
    private volatile boolean alive = true;
    private volatile boolean stopped;

    Replica(Service service) {
        this.service = service;
        Thread.ofVirtual().start(() -> {
            while (!stopped) {
                ready = answers("ready");
                Pause.of(EVERY);
            }
        });
    }

    private boolean answers(String probe) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + service.management() + "/q/health/" + probe))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return service.port();
    }

    boolean isReady() {
        return ready && alive;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isLive() {
        return answers("live");
    }

    /// Ends without warning, and begins anew.
    void crash() {
        alive = false;
        service.kill();
        service.startAgain();
        alive = true;
    }

    /// Is asked to end, and begins anew. Until it has ended it answers, to those who have not heard yet.
    void roll() {
        service.close();
        service.startAgain();
    }

    @Override
    public void close() {
        stopped = true;
        service.close();
    }
}
