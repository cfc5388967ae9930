package io.kequn.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedLookupTest {
    private final List<CompletableFuture<String>> sent = new ArrayList<>();
    private final SharedLookup<String, String> lookup = new SharedLookup<>(key -> {
        var answer = new CompletableFuture<String>();
        sent.add(answer);
        return Uni.createFrom().completionStage(answer);
    });

    @Test
    void whoeverAsksMeanwhileSharesOneLaterQuestion() {
        var first = lookup.ask("key").subscribeAsCompletionStage();
        var second = lookup.ask("key").subscribeAsCompletionStage();
        var third = lookup.ask("key").subscribeAsCompletionStage();
        assertThat(sent).hasSize(1);

        sent.getFirst().complete("old");
        assertThat(first).isCompletedWithValue("old");
        assertThat(second).isNotDone();
        assertThat(sent).hasSize(2);

        sent.get(1).complete("new");
        assertThat(second).isCompletedWithValue("new");
        assertThat(third).isCompletedWithValue("new");
        lookup.ask("key");
        assertThat(sent).as("a question of its own again").hasSize(3);
    }

    @Test
    void keysDoNotWaitForEachOther() {
        lookup.ask("one");
        lookup.ask("two");
        assertThat(sent).hasSize(2);
    }

    @Test
    void whoGivesUpOrFailsSpoilsNothingForOthers() {
        lookup.ask("key");
        var impatient = lookup.ask("key").subscribeAsCompletionStage();
        var patient = lookup.ask("key").subscribeAsCompletionStage();
        impatient.cancel(true);
        sent.getFirst().completeExceptionally(new IllegalStateException("gone"));
        sent.get(1).complete("answer");
        assertThat(patient).isCompletedWithValue("answer");
    }
}
