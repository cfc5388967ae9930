package io.kequn.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.http.Failures;
import io.kequn.platform.http.Problems;
import io.kequn.stream.ChangeService.Edges;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jboss.logging.Logger;

/// Events as server-sent events: the token as `id`, the type as `event`, the event as `data`. A heartbeat is a
/// comment with an `id`, which moves on though nothing that was asked for has happened. What ends a stream that
/// has begun is told by an event `problem`.
///
/// The framework would send the head before it knows whether there is a stream at all, so that no refusal could be
/// answered as elsewhere. So they are written here, the next page when the one before has been sent.
@Singleton
class ServerSentEvents {
    private static final Logger LOG = Logger.getLogger(ServerSentEvents.class);

    private final ChangeService changes;
    private final Problems problems;
    private final ObjectMapper json;

    ServerSentEvents(ChangeService changes, Problems problems, ObjectMapper json) {
        this.changes = changes;
        this.problems = problems;
        this.json = json;
    }

    /// Ends when the stream has ended or the client has gone; fails where it cannot begin.
    Uni<Void> send(ChangeRequest request, HttpServerResponse response) {
        var sent = changes.follow(request)
                .onItem()
                .transformToUniAndConcatenate(page -> write(response, text(page)))
                .collect()
                .last()
                .onFailure(failure -> response.headWritten())
                .recoverWithUni(failure -> end(response, failure));
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = sent.subscribe().with(done -> emitter.complete(null), emitter::fail);
            response.closeHandler(closed -> {
                running.cancel();
                emitter.complete(null);
            });
        });
    }

    private static Uni<Boolean> write(HttpServerResponse response, String text) {
        if (!response.headWritten()) {
            Deadline.current().ifPresent(Deadline::lift);
            response.setChunked(true)
                    .putHeader("Content-Type", MediaType.SERVER_SENT_EVENTS)
                    .putHeader("Cache-Control", "no-store")
                    // nginx would keep events back until it has enough of them.
                    .putHeader("X-Accel-Buffering", "no");
        }
        return Uni.createFrom()
                .completionStage(() -> response.write(text).toCompletionStage())
                .replaceWith(true);
    }

    /// A client that has gone need not be told.
    private Uni<Boolean> end(HttpServerResponse response, Throwable failure) {
        if (response.closed() || failure instanceof IOException) {
            LOG.debugf("A stream was cut off: %s", failure);
            return Uni.createFrom().item(false);
        }
        var document = problems.document(Failures.refusal(failure));
        return write(response, "event: problem\ndata: " + document + "\n\n");
    }

    private String text(Edges page) {
        if (page.edges().isEmpty()) {
            return ":\nid: " + page.token() + "\n\n";
        }
        var text = new StringBuilder();
        for (var edge : page.edges()) {
            text.append("id: ").append(edge.cursor());
            text.append("\nevent: ").append(edge.node().type());
            text.append("\ndata: ").append(line(edge.node())).append("\n\n");
        }
        return text.toString();
    }

    /// One line, since JSON escapes the ends of lines.
    private String line(ChangeEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
