package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kequn.platform.database.FairShares.Place;
import io.kequn.platform.database.FairShares.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FairSharesTest {
    private static final Runnable NOTHING = () -> {};

    private final List<String> begun = new ArrayList<>();

    @Test
    void nobodyHasMoreThanTheShare() {
        var shares = new FairShares(4, 3, owner -> 3, 10);

        assertThat(List.of(
                        shares.take(request(1)),
                        shares.take(request(1)),
                        shares.take(request(1)),
                        shares.take(request(1))))
                .containsExactly(true, true, true, false);
        assertThat(shares.take(request(2))).isTrue();
        assertThat(shares.take(request(2))).isFalse();
    }

    @Test
    void ownersComeByTurnsHoweverManyOneOfThemBrings() {
        var shares = new FairShares(2, 2, owner -> 2, 10);
        shares.take(request(1));
        shares.take(request(1));
        for (var name : List.of("1a", "1b", "1c")) {
            shares.await(request(1), () -> begun.add(name));
        }
        shares.await(request(2), () -> begun.add("2a"));
        shares.await(request(3), () -> begun.add("3a"));

        shares.leave(request(1));
        shares.leave(request(1));
        shares.leave(request(2));

        assertThat(begun).containsExactly("2a", "3a", "1a");
    }

    @Test
    void longestLineTakesNobodyMore() {
        var shares = new FairShares(1, 1, owner -> 1, 2);
        shares.take(request(1));

        assertThat(shares.await(request(1), NOTHING)).isPresent();
        assertThat(shares.await(request(1), NOTHING)).isPresent();
        assertThat(shares.await(request(1), NOTHING)).isEmpty();
        assertThat(shares.await(request(2), NOTHING)).isPresent();
    }

    @Test
    void whoHasLeftTheLineIsNotBegun() {
        var shares = new FairShares(1, 1, owner -> 1, 2);
        shares.take(request(1));
        var first = shares.await(request(1), () -> begun.add("first")).orElseThrow();
        shares.await(request(1), () -> begun.add("second"));

        assertThat(shares.withdraw(first)).isTrue();
        assertThat(shares.withdraw(first)).isFalse();
        shares.leave(request(1));

        assertThat(begun).containsExactly("second");
    }

    @Test
    void placeThatNobodyHasIsNotGivenBack() {
        var shares = new FairShares(1, 1, owner -> 1, 1);

        assertThatThrownBy(() -> shares.leave(request(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void backgroundLeavesAPlaceForRequests() {
        var shares = new FairShares(4, 2, owner -> 2, 10);

        assertThat(shares.take(background(1))).isTrue();
        assertThat(shares.take(background(1))).isFalse();
        shares.await(background(1), () -> begun.add("background"));
        assertThat(shares.take(request(1))).isTrue();
        shares.await(request(1), () -> begun.add("request"));

        shares.leave(request(1));
        assertThat(begun).containsExactly("request");
        shares.leave(background(1));
        assertThat(begun).containsExactly("request", "background");
    }

    @Test
    void backgroundHasTheOnlyPlaceToo() {
        var shares = new FairShares(2, 1, owner -> 1, 10);

        assertThat(shares.take(background(1))).isTrue();
        assertThat(shares.take(request(1))).isFalse();
    }

    /// Who has more than it has become gets no more.
    @Test
    void requestsKeepTheirPlacesWhenTheirShareShrinks() {
        var share = new AtomicInteger(3);
        var shares = new FairShares(4, 3, owner -> share.get(), 10);
        shares.take(request(1));
        shares.take(request(1));
        shares.take(request(1));
        shares.await(request(1), () -> begun.add("fourth"));

        share.set(1);
        shares.leave(request(1));
        shares.leave(request(1));
        assertThat(begun).isEmpty();
        assertThat(shares.take(request(2))).isTrue();
        shares.leave(request(1));
        assertThat(begun).containsExactly("fourth");

        shares.await(request(1), () -> begun.add("fifth"));
        shares.await(request(1), () -> begun.add("sixth"));
        share.set(3);
        shares.look(2);
        assertThat(begun).containsExactly("fourth");
        shares.look(1);
        assertThat(begun).containsExactly("fourth", "fifth", "sixth");
    }

    /// Against a plain list of who waits: the next is the first for whom there is room, of each owner in turn.
    @RepeatedTest(200)
    void randomComingAndGoingIsFair(RepetitionInfo repetition) {
        long seed = 4_200 + repetition.getCurrentRepetition();
        var random = new Random(seed);
        int places = 1 + random.nextInt(5);
        int share = 1 + random.nextInt(places);
        var oracle = new Oracle(places, share);
        var shares = new FairShares(places, share, owner -> oracle.requests, 1_000);
        for (int step = 0; step < 300; step++) {
            var place = new Place(random.nextInt(4), Use.values()[random.nextInt(2)]);
            if (random.nextInt(50) == 0) {
                oracle.requests = 1 + random.nextInt(share);
            }
            if (random.nextInt(5) < 3) {
                var name = place.owner() + "-" + step;
                if (shares.take(place)) {
                    begun.add(name);
                } else {
                    shares.await(place, () -> begun.add(name));
                }
                oracle.come(place, name);
            } else if (oracle.active.contains(place)) {
                shares.leave(place);
                oracle.leave(place);
            }
            assertThat(begun).as("seed %d, step %d", seed, step).isEqualTo(oracle.begun);
        }
        while (!oracle.active.isEmpty()) {
            var place = oracle.active.getFirst();
            shares.leave(place);
            oracle.leave(place);
        }
        assertThat(begun).as("seed %d", seed).isEqualTo(oracle.begun);
        assertThat(oracle.waiting).as("seed %d, waiting", seed).isEmpty();
        assertThat(shares.owners()).as("seed %d, forgotten", seed).isZero();
    }

    private static final class Oracle {
        private record Waiting(Place place, String name) {}

        private final List<String> begun = new ArrayList<>();
        private final List<Waiting> waiting = new ArrayList<>();
        private final List<Place> active = new ArrayList<>();
        private final List<Integer> turns = new ArrayList<>();
        private final int places;
        private final int share;
        private int requests;

        Oracle(int places, int share) {
            this.places = places;
            this.share = share;
            this.requests = share;
        }

        void come(Place place, String name) {
            waiting.add(new Waiting(place, name));
            settle(place.owner());
        }

        void leave(Place place) {
            active.remove(place);
            settle(place.owner());
        }

        private void settle(int changed) {
            if (!turns.contains(changed) && next(changed).isPresent()) {
                turns.add(changed);
            }
            while (active.size() < places && !turns.isEmpty()) {
                int owner = turns.removeFirst();
                var next = next(owner);
                if (next.isPresent()) {
                    waiting.remove(next.get());
                    active.add(next.get().place());
                    begun.add(next.get().name());
                    if (next(owner).isPresent()) {
                        turns.add(owner);
                    }
                }
            }
        }

        private Optional<Waiting> next(int owner) {
            long now = Collections.frequency(active, request(owner));
            long later = Collections.frequency(active, background(owner));
            return waiting.stream()
                    .filter(one -> one.place().owner() == owner && now + later < share)
                    .filter(one -> one.place().use() == Use.REQUEST ? now < requests : later == 0 || later < share - 1)
                    .findFirst();
        }
    }

    @Test
    void manyThreadsNeverHaveMoreThanThereAre() throws InterruptedException {
        var shares = new FairShares(3, 2, owner -> 2, 10_000);
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
                shares.leave(request(owner));
            });
            Thread.ofVirtual().start(() -> {
                if (shares.take(request(owner))) {
                    work.run();
                } else {
                    shares.await(request(owner), work);
                }
            });
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
    }

    private static Place request(int owner) {
        return new Place(owner, Use.REQUEST);
    }

    private static Place background(int owner) {
        return new Place(owner, Use.BACKGROUND);
    }
}
