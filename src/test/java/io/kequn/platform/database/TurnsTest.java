package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.core.Vertx;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Turns turns = new Turns(vertx);
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final Map<String, UniEmitter<? super String>> running = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void twoRunAtATimeAndTheOthersQueueBehindThem() throws InterruptedException {
        for (var name : List.of("a", "b", "c", "d")) {
            come(1, name);
        }
        expect("a", "b");

        end("a");
        expect("a", "b", "c");
        end("b");
        expect("a", "b", "c", "d");
    }

    @Test
    void shopsDoNotWaitForEachOther() throws InterruptedException {
        come(1, "a");
        come(1, "b");
        come(2, "other");

        expect("a", "b", "other");
    }

    @Test
    void failingGivesTheTurnBack() throws InterruptedException {
        for (var name : List.of("a", "b", "c")) {
            come(1, name);
        }
        running("a").fail(new IllegalArgumentException("bad"));

        expect("a", "b", "c");
    }

    @Test
    void whoHasHungUpBeforeItsTurnDoesNotKeepIt() throws InterruptedException {
        come(1, "a");
        come(1, "b");
        come(1, "c").cancel();
        come(1, "d");
        come(1, "e");
        end("a");
        end("c");

        expect("a", "b", "c", "e");
    }

    private UniAssertSubscriber<String> come(int shop, String name) {
        return turns.take(shop(shop), () -> work(name)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<String> work(String name) {
        return Uni.createFrom().emitter(emitter -> {
            running.put(name, emitter);
            begun.add(name);
        });
    }

    private void end(String name) throws InterruptedException {
        running(name).complete(name);
    }

    private UniEmitter<? super String> running(String name) throws InterruptedException {
        for (int i = 0; i < 1_000 && !running.containsKey(name); i++) {
            Thread.sleep(5);
        }
        return running.get(name);
    }

    /// Turns are given on another thread; whoever began too early has shown up a little later.
    private void expect(String... names) throws InterruptedException {
        for (int i = 0; i < 1_000 && begun.size() < names.length; i++) {
            Thread.sleep(5);
        }
        Thread.sleep(50);
        assertThat(begun).containsExactly(names);
    }

    private static Shop shop(int id) {
        return new Shop(id, "shop-" + id, Currency.getInstance("EUR"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, true);
    }
}
