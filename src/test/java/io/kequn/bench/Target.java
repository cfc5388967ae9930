package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.IntSupplier;

/// A server under load, and how its processor time is read. The connections of the measurement are opened by its calls,
/// as many as run at a time.
record Target(HttpClient http, IntSupplier port, String key, Cpu.Clock cpu) {
    /// Seconds; less than the service keeps idle connections open, so that none is closed as it is used again.
    private static final int KEEP_ALIVE = 60;

    static Target of(Vertx vertx, IntSupplier port, String key, Cpu.Clock cpu) {
        var options =
                new HttpClientOptions().setKeepAlive(true).setMaxPoolSize(128).setKeepAliveTimeout(KEEP_ALIVE);
        return new Target(vertx.createHttpClient(options), port, key, cpu);
    }

    /// Sends the call; fails where the answer is no success.
    Future<Buffer> send(Call call) {
        return http.request(call.method(), port.getAsInt(), "127.0.0.1", call.path())
                .compose(request -> send(request, call))
                .compose(answer -> answer.body().map(body -> successful(call, answer, body)));
    }

    /// The same, waiting for it; not on the event loop.
    void sendNow(Call call) {
        send(call).toCompletionStage().toCompletableFuture().join();
    }

    private Future<HttpClientResponse> send(HttpClientRequest request, Call call) {
        request.putHeader("Authorization", "Bearer " + key);
        if (call.body().length() == 0) {
            return request.send();
        }
        return request.putHeader("Content-Type", call.mediaType()).send(call.body());
    }

    private static Buffer successful(Call call, HttpClientResponse answer, Buffer body) {
        if (answer.statusCode() >= 300) {
            throw new WrongAnswer(call.method() + " " + call.path() + ": " + answer.statusCode() + " " + body);
        }
        return body;
    }

    /// An answer that is not what the measurement asked for. It counts as an error, never as work done.
    static final class WrongAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongAnswer(String what) {
            super(what.substring(0, Math.min(600, what.length())), null, false, false);
        }
    }
}
