package io.kequn.shop;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends one question for all who ask the same while an earlier one is on its way. Whoever asks gets the answer to a
/// question that was sent after they asked, never to one from before: under load there are few questions, and no answer
/// is ever old.
final class SharedLookup<K, V> {
    private final Function<K, Uni<V>> question;
    private final Map<K, Turn<V>> turns = new HashMap<>();

    SharedLookup(Function<K, Uni<V>> question) {
        this.question = question;
    }

    private static final class Turn<V> {
        private CompletableFuture<V> running = new CompletableFuture<>();
        private @Nullable CompletableFuture<V> next;
    }

    /// The answer, on the context of whoever asks.
    Uni<V> ask(K key) {
        var context = Vertx.currentContext();
        var answer = Uni.createFrom().completionStage(join(key).copy());
        return context == null ? answer : answer.emitOn(command -> context.runOnContext(here -> command.run()));
    }

    private CompletableFuture<V> join(K key) {
        CompletableFuture<V> first;
        synchronized (turns) {
            var turn = turns.get(key);
            if (turn != null) {
                turn.next = turn.next == null ? new CompletableFuture<>() : turn.next;
                return turn.next;
            }
            turn = new Turn<>();
            turns.put(key, turn);
            first = turn.running;
        }
        send(key, first);
        return first;
    }

    private void send(K key, CompletableFuture<V> answer) {
        question.apply(key)
                .onTermination()
                .invoke(() -> advance(key))
                .subscribe()
                .with(answer::complete, answer::completeExceptionally);
    }

    private void advance(K key) {
        CompletableFuture<V> next;
        synchronized (turns) {
            var turn = turns.get(key);
            if (turn == null || turn.next == null) {
                turns.remove(key);
                return;
            }
            next = turn.next;
            turn.running = next;
            turn.next = null;
        }
        send(key, next);
    }
}
