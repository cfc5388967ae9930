package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FairSharesTest {
    private static final Runnable NOTHING = () -> {};

    private final List<String> begun = new ArrayList<>();

    @Test
    void nobodyHasMoreThanTheShare() {
        var shares = new FairShares(4, 3, 10);

        assertThat(List.of(shares.take(1), shares.take(1), shares.take(1), shares.take(1)))
                .containsExactly(true, true, true, false);
        assertThat(shares.take(2)).isTrue();
        assertThat(shares.take(2)).isFalse();
    }

    @Test
    void ownersComeByTurnsHoweverManyOneOfThemBrings() {
        var shares = new FairShares(2, 2, 10);
        shares.take(1);
        shares.take(1);
        for (var name : List.of("1a", "1b", "1c")) {
            shares.await(1, () -> begun.add(name));
        }
        shares.await(2, () -> begun.add("2a"));
        shares.await(3, () -> begun.add("3a"));

        shares.leave(1);
        shares.leave(1);
        shares.leave(2);

        assertThat(begun).containsExactly("2a", "3a", "1a");
    }

    @Test
    void longestLineTakesNobodyMore() {
        var shares = new FairShares(1, 1, 2);
        shares.take(1);

        assertThat(shares.await(1, NOTHING)).isPresent();
        assertThat(shares.await(1, NOTHING)).isPresent();
        assertThat(shares.await(1, NOTHING)).isEmpty();
        assertThat(shares.await(2, NOTHING)).isPresent();
    }

    @Test
    void whoHasLeftTheLineIsNotBegun() {
        var shares = new FairShares(1, 1, 2);
        shares.take(1);
        var first = shares.await(1, () -> begun.add("first")).orElseThrow();
        shares.await(1, () -> begun.add("second"));

        assertThat(shares.withdraw(first)).isTrue();
        assertThat(shares.withdraw(first)).isFalse();
        shares.leave(1);

        assertThat(begun).containsExactly("second");
    }

    @Test
    void placeThatNobodyHasIsNotGivenBack() {
        var shares = new FairShares(1, 1, 1);

        assertThatThrownBy(() -> shares.leave(1)).isInstanceOf(IllegalStateException.class);
    }

    /// Against a plain list of who waits: the next is the first, in turn, of an owner with less than the share.
    @RepeatedTest(200)
    void randomComingAndGoingIsFair(RepetitionInfo repetition) {
        long seed = 4_200 + repetition.getCurrentRepetition();
        var random = new Random(seed);
        int places = 1 + random.nextInt(5);
        int share = 1 + random.nextInt(places);
        var shares = new FairShares(places, share, 1_000);
        var oracle = new Oracle(places, share);
        for (int step = 0; step < 300; step++) {
            int owner = random.nextInt(4);
            if (random.nextInt(5) < 3) {
                var name = owner + "-" + step;
                if (shares.take(owner)) {
                    begun.add(name);
                } else {
                    shares.await(owner, () -> begun.add(name));
                }
                oracle.come(owner, name);
            } else if (oracle.has(owner)) {
                shares.leave(owner);
                oracle.leave(owner);
            }
            assertThat(begun).as("seed %d, step %d", seed, step).isEqualTo(oracle.begun);
        }
        oracle.leaveAll(shares);
        assertThat(begun).as("seed %d", seed).isEqualTo(oracle.begun);
        assertThat(shares.owners()).as("seed %d, forgotten", seed).isZero();
    }

    private static final class Oracle {
        private final List<String> begun = new ArrayList<>();
        private final Map<Integer, ArrayDeque<String>> waiting = new HashMap<>();
        private final List<Integer> turns = new ArrayList<>();
        private final int[] active = new int[4];
        private final int share;
        private int free;

        Oracle(int places, int share) {
            this.free = places;
            this.share = share;
        }

        boolean has(int owner) {
            return active[owner] > 0;
        }

        void come(int owner, String name) {
            waiting.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(name);
            settle(owner);
        }

        void leave(int owner) {
            active[owner]--;
            free++;
            settle(owner);
        }

        private void settle(int changed) {
            if (!turns.contains(changed) && mayBegin(changed)) {
                turns.add(changed);
            }
            while (free > 0 && !turns.isEmpty()) {
                int owner = turns.removeFirst();
                begun.add(waiting.get(owner).remove());
                active[owner]++;
                free--;
                if (mayBegin(owner)) {
                    turns.add(owner);
                }
            }
        }

        private boolean mayBegin(int owner) {
            return active[owner] < share
                    && !waiting.getOrDefault(owner, new ArrayDeque<>()).isEmpty();
        }

        void leaveAll(FairShares shares) {
            while (IntStream.of(active).anyMatch(places -> places > 0)) {
                for (int owner = 0; owner < active.length; owner++) {
                    if (has(owner)) {
                        shares.leave(owner);
                        leave(owner);
                    }
                }
            }
        }
    }

    @Test
    void manyThreadsNeverHaveMoreThanThereAre() throws InterruptedException {
        var shares = new FairShares(3, 2, 10_000);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        int tasks = 2_000;
        var done = new CountDownLatch(tasks);
        for (int task = 0; task < tasks; task++) {
            int owner = task % 5;
            Runnable work = () -> Thread.ofVirtual().start(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                done.countDown();
                shares.leave(owner);
            });
            Thread.ofVirtual().start(() -> {
                if (shares.take(owner)) {
                    work.run();
                } else {
                    shares.await(owner, work);
                }
            });
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
    }
}
