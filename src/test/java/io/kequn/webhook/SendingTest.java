package io.kequn.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// When, in which order and how many at a time: without a network.
class SendingTest {
    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();

    @Test
    void scheduleIsThatOfStandardWebhooks() {
        var schedule = Schedule.of(TestSettings.strict());
        var waits = new ArrayList<Duration>();
        for (int attempt = 1; attempt <= 10; attempt++) {
            var wait = schedule.after(attempt, null, new Random(1));
            if (wait != null) {
                waits.add(wait);
            }
        }

        assertThat(waits).hasSize(9);
        assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
        assertThat(waits.get(1)).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(330));
        assertThat(waits.getLast()).isBetween(Duration.ofHours(24), Duration.ofMinutes(1_584));
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(75), Duration.ofHours(84));
    }

    @Test
    void whatFailsTogetherDoesNotComeBackTogether() {
        var schedule = Schedule.of(TestSettings.strict());
        var random = new Random(7);

        assertThat(java.util.stream.Stream.generate(() -> schedule.after(3, null, random))
                        .limit(20)
                        .distinct())
                .hasSizeGreaterThan(15);
    }

    @Test
    void receiverMayAskForMoreTimeWithinReason() {
        var schedule = Schedule.of(TestSettings.strict());

        assertThat(schedule.after(1, Duration.ofMinutes(2), new Random(1))).isEqualTo(Duration.ofMinutes(2));
        assertThat(schedule.after(1, Duration.ofDays(2), new Random(1))).isEqualTo(Duration.ofHours(1));
        assertThat(schedule.after(3, Duration.ofSeconds(1), new Random(1))).isGreaterThan(Duration.ofMinutes(29));
        assertThat(Answer.retryAfter("120")).isEqualTo(Duration.ofSeconds(120));
        assertThat(Answer.retryAfter("Wed, 21 Oct 2015 07:28:00 GMT")).isNegative();
        assertThat(Answer.retryAfter("soon")).isNull();
        assertThat(Answer.retryAfter(null)).isNull();
    }

    @Test
    void customersEventsGoOneAfterTheOther() {
        var lanes = new Lanes();
        var a1 = delivery(A, 1);
        var b2 = delivery(B, 2);
        var a3 = delivery(A, 3);
        List.of(a1, b2, a3, a1).forEach(lanes::add);

        assertThat(lanes.next()).isEqualTo(a1);
        assertThat(lanes.next()).isEqualTo(b2);
        assertThat(lanes.next()).isNull();

        lanes.done(a1, true);
        assertThat(lanes.next()).isEqualTo(a3);
        lanes.done(a3, true);
        lanes.done(b2, true);
        assertThat(lanes.next()).isNull();
        assertThat(lanes.known()).containsExactlyInAnyOrder(a1.id(), b2.id(), a3.id());
        lanes.settled(List.of(a1.id(), b2.id(), a3.id()));
        assertThat(lanes.size()).isZero();
    }

    @Test
    void whatStandsBehindAFailureIsForgottenUntilItIsReadAgain() {
        var lanes = new Lanes();
        var a1 = delivery(A, 1);
        var a2 = delivery(A, 2);
        List.of(a1, a2).forEach(lanes::add);

        lanes.done(lanes.next(), false);

        assertThat(lanes.next()).isNull();
        assertThat(lanes.known()).containsExactly(a1.id());
        lanes.settled(List.of(a1.id()));
        lanes.add(a2);
        assertThat(lanes.next()).isEqualTo(a2);
    }

    @Test
    void eventsOfNoCustomerWaitForNobody() {
        var lanes = new Lanes();
        List.of(delivery(null, 0), delivery(null, 0)).forEach(lanes::add);

        assertThat(lanes.next()).isNotNull();
        assertThat(lanes.next()).isNotNull();
    }

    @Test
    void slowReceiverIsGivenOneAtATimeAfterGrowingPauses() {
        var settings = TestSettings.strict();
        var pauses = new ArrayList<Duration>();
        int failures = 0;
        for (int round = 0; round < 9; round++) {
            var pace = new Pace(settings, failures);
            assertThat(pace.parallel()).isEqualTo(round == 0 ? 8 : 1);
            // Those under way together count once.
            pace.failed(outcome(503), Duration.ZERO);
            pace.failed(outcome(0), Duration.ZERO);
            failures = pace.failures();
            pauses.add(pace.pause());
        }

        assertThat(pauses.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        var better = new Pace(settings, failures);
        better.succeeded();
        assertThat(better.failures()).isZero();
        assertThat(better.parallel()).isEqualTo(2);
    }

    @Test
    void oneRefusedEventSlowsNothingButManyInARowDo() {
        var pace = new Pace(TestSettings.strict(), 0);
        for (int i = 0; i < 9; i++) {
            pace.failed(outcome(500), Duration.ZERO);
        }
        assertThat(pace.pause()).isNull();

        pace.failed(outcome(400), Duration.ZERO);

        assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void placesGoRound() {
        var slots = new Slots(1);
        var order = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            slots.take().subscribe().with(taken -> order.add(number));
        }
        assertThat(order).containsExactly(0);

        slots.give();
        slots.give();
        slots.give();
        slots.take().subscribe().with(taken -> order.add(3));

        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void secretsReachNoLog() {
        var secret = Secrets.random();

        assertThat(new Message("1", "{}", List.of(secret)).toString()).doesNotContain(secret);
        assertThat(new WebhookSecret(A, secret, secret, null).toString()).doesNotContain(secret);
        assertThat(secret).startsWith("whsec_");
        assertThat(java.util.Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
    }

    private static Outgoing delivery(@org.jspecify.annotations.Nullable UUID customer, long number) {
        return new Outgoing(UUID.randomUUID(), String.valueOf(number), number, customer, 0, "{}");
    }

    private static Outcome outcome(int status) {
        return new Outcome(Instant.now(), 1, status, status == 0 ? "no answer in time" : null, null, null);
    }
}
