package io.kequn.webhook;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The answer to one event, as far as it has come. How it begins is kept; what is longer than anyone would say in
/// answer is not read.
final class Answer {
    private static final int KEPT = 1_024;
    private static final int READ = 16_384;

    private final Instant begun;
    private final long nanos = System.nanoTime();
    private final Buffer kept = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable Duration retryAfter;
    private int status;
    private boolean whole;
    private boolean ended;
    private long length;

    Answer(Instant begun) {
        this.begun = begun;
    }

    /// The request that it answers; one that comes too late is given up.
    void of(HttpClientRequest made) {
        request = made;
        if (ended) {
            made.reset();
        }
    }

    /// Whether nothing has come of it yet, and there is still time.
    boolean isAwaited() {
        return status == 0 && !ended;
    }

    /// Ends when all is read, or enough.
    Future<Void> read(HttpClientResponse response) {
        Promise<Void> read = Promise.promise();
        status = response.statusCode();
        retryAfter = retryAfter(response.getHeader("retry-after"));
        response.handler(part -> {
            length += part.length();
            kept.appendBuffer(part, 0, Math.min(part.length(), KEPT - kept.length()));
            if (length > READ) {
                read.tryComplete();
            }
        });
        response.exceptionHandler(read::tryFail);
        response.endHandler(end -> {
            whole = true;
            read.tryComplete();
        });
        return read.future();
    }

    /// Gives up what has not come yet, and its connection.
    void end() {
        ended = true;
        if (request != null && !whole) {
            request.reset();
        }
    }

    Outcome outcome() {
        return new Outcome(begun, millis(), status, null, text(), retryAfter);
    }

    /// A status without the rest of the answer is no success.
    Outcome failed(Throwable failure) {
        return new Outcome(begun, millis(), 0, words(failure), text(), retryAfter);
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /// Never a zero byte, which no database keeps.
    private @Nullable String text() {
        return kept.length() == 0 ? null : kept.toString(StandardCharsets.UTF_8).replace('\0', ' ');
    }

    private static String words(Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException late -> "no connection in time";
            case TimeoutException late -> "no answer in time";
            case ConnectException refused -> "connection refused";
            case SSLException broken -> "TLS: " + root(broken).getMessage();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static Throwable root(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }

    /// Seconds or a date (RFC 9110, 10.2.3); null for what is neither.
    static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return header.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
