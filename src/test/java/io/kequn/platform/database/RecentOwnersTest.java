package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RecentOwnersTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 500_000);
    private final RecentOwners recent = new RecentOwners(Duration.ofSeconds(1), now::get);

    @Test
    void nobodyHasAskedAtFirst() {
        assertThat(recent.others(0)).isFalse();
        assertThat(recent.others(1)).isFalse();
    }

    @Test
    void oneAloneHasNoOthers() {
        recent.asks(1);
        recent.asks(1);

        assertThat(recent.others(1)).isFalse();
        assertThat(recent.others(2)).isTrue();
    }

    @Test
    void othersAreForgottenAfterTheTime() {
        recent.asks(1);
        pass(500);
        recent.asks(2);
        assertThat(recent.others(2)).isTrue();

        pass(499);
        assertThat(recent.others(2)).isTrue();
        pass(1);
        assertThat(recent.others(2)).isFalse();
        assertThat(recent.others(1)).isTrue();
    }

    /// Against everybody's last time. The clock passes its largest number, as one may.
    @RepeatedTest(50)
    void randomAskersAreRemembered(RepetitionInfo repetition) {
        long seed = 600 + repetition.getCurrentRepetition();
        var random = new Random(seed);
        var times = new HashMap<Integer, Long>();
        for (int step = 0; step < 200; step++) {
            int owner = random.nextInt(3);
            recent.asks(owner);
            times.put(owner, now.get());
            pass(random.nextInt(700));
            int asked = random.nextInt(4);
            boolean others = times.entrySet().stream()
                    .anyMatch(one -> one.getKey() != asked && now.get() - one.getValue() < 1_000_000_000);
            assertThat(recent.others(asked)).as("seed %d, step %d", seed, step).isEqualTo(others);
        }
    }

    private void pass(int millis) {
        now.addAndGet(millis * 1_000_000L);
    }
}
