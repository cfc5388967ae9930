package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kequn.platform.database.FairShares.Limits;
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
        var shares = new FairShares(new Limits(4, 3, 4, 10), owner -> 3);

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
        var shares = new FairShares(new Limits(2, 2, 2, 10), owner -> 2);
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
        var shares = new FairShares(new Limits(1, 1, 1, 2), owner -> 1);
        shares.take(request(1));

        assertThat(shares.await(request(1), NOTHING)).isPresent();
        assertThat(shares.await(request(1), NOTHING)).isPresent();
        assertThat(shares.await(request(1), NOTHING)).isEmpty();
        assertThat(shares.await(request(2), NOTHING)).isPresent();
    }

    @Test
    void whoHasLeftTheLineIsNotBegun() {
        var shares = new FairShares(new Limits(1, 1, 1, 2), owner -> 1);
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
        var shares = new FairShares(new Limits(1, 1, 1, 1), owner -> 1);

        assertThatThrownBy(() -> shares.leave(request(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void backgroundLeavesAPlaceForRequests() {
        var shares = new FairShares(new Limits(4, 2, 4, 10), owner -> 2);

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
        var shares = new FairShares(new Limits(2, 1, 2, 10), owner -> 1);

        assertThat(shares.take(background(1))).isTrue();
        assertThat(shares.take(request(1))).isFalse();
    }

    /// However many bring it, each within its own share.
    @Test
    void backgroundOfAllLeavesAPlaceForRequests() {
        var shares = new FairShares(new Limits(4, 3, 3, 10), owner -> 3);
        shares.take(background(1));
        shares.take(background(1));

        assertThat(shares.take(background(2))).isTrue();
        assertThat(shares.take(background(2))).isFalse();
        shares.await(background(2), () -> begun.add("2"));
        shares.await(background(3), () -> begun.add("3"));
        assertThat(shares.take(request(4))).isTrue();

        shares.leave(request(4));
        assertThat(begun).isEmpty();
        shares.leave(background(1));
        assertThat(begun).containsExactly("2");
        shares.leave(background(1));
        assertThat(begun).containsExactly("2", "3");
    }

    /// Who has more than it has become gets no more.
    @Test
    void requestsKeepTheirPlacesWhenTheirShareShrinks() {
        var share = new AtomicInteger(3);
        var shares = new FairShares(new Limits(4, 3, 4, 10), owner -> share.get());
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
        var oracle = new Oracle(places, share, 1 + random.nextInt(places));
        var shares = new FairShares(new Limits(places, share, oracle.most, 1_000), owner -> oracle.requests);
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
            assertThat(oracle.active)
                    .as("seed %d, step %d", seed, step)
                    .filteredOn(one -> one.use() == Use.BACKGROUND)
                    .hasSizeLessThanOrEqualTo(oracle.most);
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
        private final List<Integer> held = new ArrayList<>();
        private final int places;
        private final int share;
        private final int most;
        private int requests;

        Oracle(int places, int share, int most) {
            this.most = most;
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
            if (place.use() == Use.BACKGROUND) {
                List.copyOf(held).forEach(this::turn);
            }
            settle(place.owner());
        }

        private void settle(int changed) {
            turn(changed);
            while (active.size() < places && !turns.isEmpty()) {
                int owner = turns.removeFirst();
                next(owner).ifPresent(next -> {
                    waiting.remove(next);
                    active.add(next.place());
                    begun.add(next.name());
                });
                turn(owner);
            }
        }

        private void turn(int owner) {
            if (turns.contains(owner)) {
                return;
            }
            if (next(owner).isPresent()) {
                turns.add(owner);
            }
            if (!isHeld(owner)) {
                held.remove((Integer) owner);
            } else if (!held.contains(owner)) {
                held.add(owner);
            }
        }

        private Optional<Waiting> next(int owner) {
            long now = Collections.frequency(active, request(owner));
            return waiting.stream()
                    .filter(one -> one.place().owner() == owner && hasRoom(owner))
                    .filter(one -> one.place().use() == Use.REQUEST
                            ? now < requests
                            : background() < most && hasRoomForBackground(owner))
                    .findFirst();
        }

        private boolean isHeld(int owner) {
            return background() == most
                    && hasRoomForBackground(owner)
                    && waiting.stream().anyMatch(one -> one.place().equals(FairSharesTest.background(owner)));
        }

        private long background() {
            return active.stream()
                    .filter(place -> place.use() == Use.BACKGROUND)
                    .count();
        }

        private boolean hasRoom(int owner) {
            return active.stream().filter(place -> place.owner() == owner).count() < share;
        }

        private boolean hasRoomForBackground(int owner) {
            long mine = Collections.frequency(active, FairSharesTest.background(owner));
            return hasRoom(owner) && (mine == 0 || mine < share - 1);
        }
    }

    @Test
    void manyThreadsNeverHaveMoreThanThereAre() throws InterruptedException {
        var shares = new FairShares(new Limits(3, 2, 3, 10_000), owner -> 2);
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
