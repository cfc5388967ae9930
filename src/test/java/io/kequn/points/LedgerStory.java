package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a ledger as a person would, entry by entry, and knows nothing of the code that wrote it: what is spent
/// comes from the lots that expire first, nothing is spent that is not free, and every balance follows from the
/// one before.
final class LedgerStory {
    private final Map<String, Map<String, Object>> lots = new HashMap<>();
    private final Map<String, Long> remaining = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private long balance;

    LedgerStory(List<Map<String, Object>> lots) {
        lots.forEach(lot -> this.lots.put((String) lot.get("id"), lot));
    }

    void require(List<Map<String, Object>> ledger, ReversalPolicy policy) {
        long number = 0;
        for (var entry : ledger) {
            assertThat(number(entry, "number")).isEqualTo(++number);
            if (List.of("redeem", "transfer_out").contains(entry.get("kind"))) {
                requireFirstToExpire(entry);
            }
            apply(entry);
            balance += number(entry, "points");
            assertThat(number(entry, "balanceAfter")).as("%s", entry).isEqualTo(balance);
            if (policy == ReversalPolicy.WRITE_OFF) {
                assertThat(balance).as("%s", entry).isNotNegative();
            }
            requireSane(entry);
        }
    }

    private void apply(Map<String, Object> entry) {
        for (var part : allocations(entry)) {
            var lot = (String) part.get("lotId");
            remaining.merge(lot, number(part, "points"), Long::sum);
            held.merge(lot, number(part, "frozen"), Long::sum);
        }
    }

    /// After it, no lot that expires earlier than one that was spent of has anything free.
    private void requireFirstToExpire(Map<String, Object> entry) {
        var left = new HashMap<>(remaining);
        var latest = "";
        for (var part : allocations(entry)) {
            left.merge((String) part.get("lotId"), number(part, "points"), Long::sum);
            var expiry = expiry((String) part.get("lotId"));
            latest = expiry.compareTo(latest) > 0 ? expiry : latest;
        }
        for (var lot : left.entrySet()) {
            long free = lot.getValue() - held.getOrDefault(lot.getKey(), 0L);
            assertThat(free > 0 && expiry(lot.getKey()).compareTo(latest) < 0)
                    .as("%s was passed over by %s", lot, entry)
                    .isFalse();
        }
    }

    private void requireSane(Map<String, Object> entry) {
        remaining.forEach((lot, points) -> {
            boolean debt = "debt".equals(lots.get(lot).get("state"));
            assertThat(debt ? points <= 0 : points >= held.getOrDefault(lot, 0L))
                    .as("lot %s after %s", lot, entry)
                    .isTrue();
        });
    }

    private String expiry(String lot) {
        var at = lots.get(lot).get("expiresAt");
        return at == null ? "9999" : (String) at;
    }

    private static List<Map<String, Object>> allocations(Map<String, Object> entry) {
        var parts = new ArrayList<Map<String, Object>>();
        ((List<?>) entry.get("allocations")).forEach(part -> parts.add(cast(part)));
        return parts;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object part) {
        return (Map<String, Object>) part;
    }

    private static long number(Map<String, Object> of, String name) {
        return ((Number) of.get(name)).longValue();
    }
}
