package io.kequn.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Sends one event once. The connection goes to an address that was checked, never to one that is looked up anew; name
/// and certificate are those of the webhook all the same. Redirects are not followed.
@Singleton
class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);

    private static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";
    private static final int LONGEST_HEADERS = 16_384;
    private static final int KEEP_ALIVE_SECONDS = 10;

    private final Vertx vertx;
    private final WebhookSettings settings;
    private final HttpClient client;
    private final Timer delivered;
    private final Timer failed;

    @Inject
    Sender(Vertx vertx, WebhookSettings settings, MeterRegistry meters) {
        this(vertx, settings, meters, new HttpClientOptions());
    }

    Sender(Vertx vertx, WebhookSettings settings, MeterRegistry meters, HttpClientOptions options) {
        this.vertx = vertx;
        this.settings = settings;
        this.delivered = timer(meters, "delivered");
        this.failed = timer(meters, "failed");
        this.client = vertx.httpClientBuilder()
                .with(options.setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setMaxHeaderSize(LONGEST_HEADERS)
                        // Whoever traces sees each attempt, and the receiver gets its `traceparent`.
                        .setTracingPolicy(TracingPolicy.ALWAYS))
                .with(new PoolOptions().setHttp1MaxSize(settings.mostParallel()))
                // Each request tells of it, too; nobody needs to read of it in the log.
                .withConnectHandler(connection ->
                        connection.exceptionHandler(failure -> LOG.tracef("A receiver hung up: %s", failure)))
                .build();
    }

    private static Timer timer(MeterRegistry meters, String outcome) {
        return Timer.builder("kequn.webhook.attempt")
                .description("Attempts to send an event to a webhook")
                .tag("outcome", outcome)
                .register(meters);
    }

    @PreDestroy
    void close() {
        Future<Void> unused = client.close();
    }

    /// Never fails: what goes wrong is the outcome.
    Uni<Outcome> send(Target target, Message message) {
        return Uni.createFrom()
                .completionStage(() -> attempt(target, message).toCompletionStage())
                .invoke(this::count);
    }

    private void count(Outcome outcome) {
        (outcome.ok() ? delivered : failed).record(Duration.ofMillis(outcome.millis()));
    }

    private Future<Outcome> attempt(Target target, Message message) {
        var begun = Instant.now();
        var answer = new Answer(begun);
        Promise<Void> ended = Promise.promise();
        long timer = vertx.setTimer(
                settings.timeout().toMillis(), late -> ended.tryFail(new TimeoutException("no answer in time")));
        exchange(target, message, answer)
                // A kept connection may end just as it is used again; the event has the same id the second time.
                .recover(failure -> failure instanceof HttpClosedException && answer.isAwaited()
                        ? exchange(target, message, answer)
                        : Future.failedFuture(failure))
                .onComplete(result -> {
                    if (result.succeeded()) {
                        ended.tryComplete();
                    } else {
                        ended.tryFail(result.cause());
                    }
                });
        return ended.future().transform(result -> {
            vertx.cancelTimer(timer);
            answer.end();
            return Future.succeededFuture(result.succeeded() ? answer.outcome() : answer.failed(result.cause()));
        });
    }

    private Future<Void> exchange(Target target, Message message, Answer answer) {
        return client.request(options(target)).compose(request -> {
            answer.of(request);
            return answer.isAwaited()
                    ? sent(request, target, message).compose(answer::read)
                    : Future.failedFuture("too late");
        });
    }

    private RequestOptions options(Target target) {
        var addresses = target.addresses();
        var address = addresses.get(ThreadLocalRandom.current().nextInt(addresses.size()));
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.path())
                .setFollowRedirects(false)
                .setConnectTimeout(settings.connectTimeout().toMillis());
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, Target target, Message message) {
        long seconds = Instant.now().getEpochSecond();
        return request.putHeader("host", target.authority())
                .putHeader("content-type", CONTENT_TYPE)
                .putHeader("user-agent", "Kequn-Webhooks/1")
                .putHeader("webhook-id", message.id())
                .putHeader("webhook-timestamp", String.valueOf(seconds))
                .putHeader(
                        "webhook-signature",
                        Secrets.signatures(message.secrets(), message.id(), seconds, message.body()))
                .send(Buffer.buffer(message.body()));
    }
}
