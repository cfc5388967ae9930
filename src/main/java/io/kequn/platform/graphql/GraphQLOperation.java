package io.kequn.platform.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.ExecutionResult;
import io.kequn.platform.access.Caller;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.graphql.GraphQLEngine.Transport;
import io.kequn.platform.http.Authentication.Presented;
import io.kequn.platform.http.Failures;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.problem.Refusal;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// One operation of a web socket. The next event is asked for when the one before has been sent.
final class GraphQLOperation implements Subscriber<ExecutionResult> {
    private final GraphQLSocket socket;
    private final GraphQLSockets sockets;
    private final String id;
    private final RequestInfo info;
    private @Nullable Context context;
    private @Nullable ContextState beans;
    private @Nullable Deadline deadline;
    private volatile @Nullable Subscription subscription;
    private volatile boolean cancelled;

    GraphQLOperation(GraphQLSocket socket, GraphQLSockets sockets, String id, RequestInfo info) {
        this.socket = socket;
        this.sockets = sockets;
        this.id = id;
        this.info = info;
    }

    String id() {
        return id;
    }

    /// Runs on a context of its own, with this caller; `home` is the socket's.
    void run(Context home, Caller caller, Presented presented, String payload) {
        var own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(home));
        VertxContextSafetyToggle.setContextSafe(own, true);
        deadline = sockets.enter(own, caller.numbered(info.requestId()), info, presented);
        context = own;
        own.runOnContext(nothing -> execute(payload));
    }

    private void execute(String payload) {
        var scope = Arc.container().requestContext();
        scope.activate();
        var state = scope.getState();
        beans = state;
        var meter = QueryMeter.of(sockets.rates());
        try {
            var unused = sockets.engine()
                    .execute(GraphQLRequest.ofBody(payload), Transport.SOCKET, info, state, meter)
                    .thenAccept(result -> answer(result, meter))
                    .exceptionally(failure -> {
                        refuse(Failures.refusal(failure));
                        return null;
                    });
        } catch (Refusal refusal) {
            refuse(refusal);
        } finally {
            scope.deactivate();
        }
    }

    private void answer(ExecutionResult result, QueryMeter meter) {
        if (result.getData() instanceof Publisher<?>) {
            Objects.requireNonNull(deadline).lift();
            Publisher<ExecutionResult> events = result.getData();
            events.subscribe(this);
            return;
        }
        var answer = tree(answer(result).with(meter));
        if (!result.isDataPresent() || result.getData() == null) {
            end("error", answer.path("errors"));
            return;
        }
        socket.send("next", id, answer);
        end("complete", null);
    }

    private GraphQLAnswer answer(ExecutionResult result) {
        sockets.answered(Objects.requireNonNull(context));
        return GraphQLAnswer.of(result, info, sockets.engine().schema());
    }

    private JsonNode tree(GraphQLAnswer answer) {
        try {
            return sockets.json().readTree(answer.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        if (cancelled) {
            begun.cancel();
            return;
        }
        begun.request(1);
    }

    @Override
    public void onNext(ExecutionResult result) {
        var begun = Objects.requireNonNull(subscription);
        socket.send("next", id, tree(answer(result))).onComplete(sent -> begun.request(1));
    }

    @Override
    public void onError(Throwable failure) {
        refuse(Failures.refusal(failure));
    }

    /// What has failed was kept back from the engine, which would make a text of it.
    @Override
    public void onComplete() {
        var failure = Subscriptions.failure(Objects.requireNonNull(context));
        if (failure != null) {
            refuse(Failures.refusal(failure));
            return;
        }
        end("complete", null);
    }

    private void refuse(Refusal refusal) {
        end("error", errors(refusal));
        socket.lost(refusal);
    }

    /// As an answer over HTTP shows it.
    JsonNode errors(Refusal refusal) {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", refusal.detail().in(info.locale()));
        error.put("extensions", FetchFailures.extensions(refusal, info));
        return sockets.json().createArrayNode().add(sockets.json().<JsonNode>valueToTree(error));
    }

    private void end(String type, @Nullable JsonNode payload) {
        socket.end(this, type, payload);
        release();
    }

    void cancel() {
        cancelled = true;
        var begun = subscription;
        if (begun != null) {
            begun.cancel();
        }
        release();
    }

    private void release() {
        var state = beans;
        beans = null;
        if (state != null) {
            Arc.container().requestContext().destroy(state);
        }
    }
}
