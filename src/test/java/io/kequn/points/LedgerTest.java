package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kequn.platform.problem.Refusal;
import io.kequn.points.Granting.Grant;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Accounts in memory, without a database: a few hundred random histories against a purse of single points.
class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Why WHY = Why.said("test", null);

    private static Ledger ledger(ReversalPolicy policy) {
        var terms = new PointsPolicy(null, new Expiry.Never(), policy, ZoneId.of("UTC"));
        return new Ledger(UUID.randomUUID(), terms, NOW, new Account(), null);
    }

    private static void earn(Ledger ledger, long points, @Nullable Instant expiry) {
        Granting.earn(ledger, Grant.now(ledger, points, expiry), WHY);
    }

    @Test
    void whatExpiresFirstIsSpentFirst() {
        var ledger = ledger(ReversalPolicy.WRITE_OFF);
        earn(ledger, 5, null);
        earn(ledger, 5, NOW.plusSeconds(20));
        earn(ledger, 5, NOW.plusSeconds(10));

        var spent = Spending.redeem(ledger, 12, WHY);

        assertThat(spent.allocations()).extracting(PointsAllocation::points).containsExactly(-5L, -5L, -2L);
        assertThat(ledger.spendable())
                .singleElement()
                .satisfies(lot -> assertThat(lot.expiresAt()).isNull());
    }

    @Test
    void accountHasALimit() {
        var ledger = ledger(ReversalPolicy.WRITE_OFF);
        ledger.account.balance = 1_000_000_000_000_000L - 1;

        earn(ledger, 1, null);

        assertThatThrownBy(() -> earn(ledger, 1, null)).isInstanceOf(Refusal.class);
    }

    static List<Long> seeds() {
        var random = new Random(Long.getLong("seed", 7));
        return random.longs(300).boxed().toList();
    }

    /// The purse holds single points by their expiry; a point below none is one that is owed.
    @ParameterizedTest
    @MethodSource("seeds")
    void ledgerAgreesWithAPurseOfSinglePoints(long seed) {
        var random = new Random(seed);
        var policy = ReversalPolicy.values()[random.nextInt(2)];
        var ledger = ledger(policy);
        var purse = new ArrayList<Long>();
        long owed = 0;

        for (int i = 0; i < 40; i++) {
            long points = 1 + random.nextInt(20);
            if (random.nextInt(5) < 3) {
                long expiry = random.nextInt(5);
                earn(ledger, points, NOW.plusSeconds(100 + expiry));
                long paid = pay(purse, expiry, points, owed);
                owed -= paid;
            } else if (random.nextBoolean()) {
                if (purse.size() >= points) {
                    Spending.redeem(ledger, points, WHY);
                    take(purse, points);
                }
            } else {
                owed += takeBack(ledger, purse, random, policy);
            }
            requireSame(ledger, purse, owed, seed);
        }
    }

    /// What comes in pays what is owed with what expires first of all.
    private static long pay(List<Long> purse, long expiry, long points, long owed) {
        for (int i = 0; i < points; i++) {
            purse.add(expiry);
        }
        long paid = Math.min(owed, purse.size());
        take(purse, paid);
        return paid;
    }

    private static void take(List<Long> purse, long points) {
        purse.sort(null);
        purse.subList(0, Math.toIntExact(points)).clear();
    }

    private static long takeBack(Ledger ledger, List<Long> purse, Random random, ReversalPolicy policy) {
        var granted = ledger.lots().stream()
                .filter(lot -> !lot.origin.debt() && lot.points > 0)
                .toList();
        if (granted.isEmpty()) {
            return 0;
        }
        var lot = granted.get(random.nextInt(granted.size()));
        long points = 1 + random.nextInt(Math.toIntExact(lot.points));
        long own = Math.min(points, lot.free());
        long others = Math.min(points - own, purse.size() - own);
        for (int i = 0; i < own; i++) {
            purse.remove(Objects.requireNonNull(lot.expiresAt()).getEpochSecond() - NOW.getEpochSecond() - 100);
        }
        take(purse, others);
        Reversal.takeBack(ledger, lot, points, WHY);
        return policy == ReversalPolicy.NEGATIVE ? points - own - others : 0;
    }

    private static void requireSame(Ledger ledger, List<Long> purse, long owed, long seed) {
        assertThat(ledger.account.balance).as("seed %s", seed).isEqualTo(purse.size() - owed);
        long left = ledger.spendable().stream().mapToLong(Lot::free).sum();
        assertThat(left).as("seed %s", seed).isEqualTo(purse.size());
        long first = ledger.spendable().isEmpty()
                ? -1
                : Objects.requireNonNull(ledger.spendable().getFirst().expiresAt())
                                .getEpochSecond()
                        - NOW.getEpochSecond()
                        - 100;
        purse.sort(null);
        assertThat(first).as("seed %s", seed).isEqualTo(purse.isEmpty() ? -1 : purse.getFirst());
    }
}
