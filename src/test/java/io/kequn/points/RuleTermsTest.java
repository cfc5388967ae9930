package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.level.LevelReader.HeldLevel;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What rules compute, exactly and without a database.
class RuleTermsTest {
    private static RuleTerms terms(long points, long per, Rounding rounding, PointsMultiplier... multipliers) {
        return new RuleTerms(
                "r",
                1,
                PointsTrigger.NTH_ORDER,
                null,
                3,
                true,
                points,
                per,
                rounding,
                500,
                List.of("a", "b"),
                null,
                List.of(multipliers),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-02-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, DOWN, , 9999, 99",
        "1, 100, HALF_UP, , 9950, 100",
        "1, 100, HALF_UP, , 9949, 99",
        "1, 100, UP, , 9901, 100",
        "1, 100, DOWN, 1.5, 3300, 49",
        "1, 100, UP, 1.5, 3300, 50",
        "1, 3, DOWN, , 1000, 333",
        "7, 0, DOWN, , 1000, 7",
        "7, 0, HALF_UP, 0.5, 1000, 4",
        "1, 100, DOWN, , 499, 0",
        "1000000000000, 1, DOWN, 1000, 99999999999999, 1000000000000",
    })
    void roundingComesAfterTheFactor(
            long points, long per, Rounding rounding, @Nullable BigDecimal factor, long total, long award) {
        var multiplier = factor == null ? null : new AppliedMultiplier(factor, "vip", null, false);

        assertThat(terms(points, per, rounding).award(total, multiplier)).isEqualTo(award);
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN, 100, 6667, 10000, 66",
        "UP, 100, 6667, 10000, 67",
        "HALF_UP, 99, 5000, 9999, 50",
        "DOWN, 50, 0, 0, 50",
        "DOWN, 50, 0, 100, 0",
        "UP, 50, 100, 100, 50",
    })
    void refundLeavesItsShare(Rounding rounding, long whole, long net, long total, long kept) {
        assertThat(terms(1, 100, rounding).kept(whole, net, total)).isEqualTo(kept);
    }

    private static PointsMultiplier ofSegment(String key, String factor) {
        return new PointsMultiplier(key, null, new BigDecimal(factor));
    }

    private static Belonging belonging(Set<String> segments, HeldLevel... levels) {
        return new Belonging(
                segments.stream()
                        .map(key -> new HeldSegment(key, Optional.empty()))
                        .toList(),
                List.of(levels));
    }

    private static HeldLevel level(String name, @Nullable String benefit) {
        return new HeldLevel(name, Optional.ofNullable(benefit).map(BigDecimal::new));
    }

    @Test
    void highestMultiplierApplies() {
        var gold = new PointsMultiplier(null, "club/gold", new BigDecimal("2"));
        var terms = terms(1, 100, Rounding.DOWN, ofSegment("a", "1.2"), ofSegment("b", "3"), ofSegment("c", "9"), gold);
        var three = new BigDecimal("3");

        assertThat(terms.multiplier(belonging(Set.of("a", "b"), level("club/gold", "3"))))
                .contains(new AppliedMultiplier(three, "b", null, false));
        assertThat(terms.multiplier(belonging(Set.of("a"), level("club/gold", "1.5"), level("other/gold", "1.7"))))
                .contains(AppliedMultiplier.of(gold));
        assertThat(terms.multiplier(belonging(Set.of("a"), level("other/gold", "3"))))
                .contains(new AppliedMultiplier(three, null, "other/gold", true));
        assertThat(terms.multiplier(belonging(Set.of(), level("other/gold", "0.5"))))
                .contains(new AppliedMultiplier(new BigDecimal("0.5"), null, "other/gold", true));
        assertThat(terms.multiplier(belonging(Set.of(), level("other/gold", null))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"vip,, false", ", club/gold, false", ", club/gold, true"})
    void multiplierIsStoredAsText(@Nullable String segment, @Nullable String level, boolean benefit) {
        var applied = new AppliedMultiplier(new BigDecimal("1.25"), segment, level, benefit);

        assertThat(AppliedMultiplier.stored(applied.stored(), applied.of())).isEqualTo(applied);
    }

    @Test
    void ruleIsForItsSegmentsAndOrders() {
        var terms = terms(1, 100, Rounding.DOWN);

        assertThat(terms.isFor(belonging(Set.of("c")))).isFalse();
        assertThat(terms.isFor(belonging(Set.of("b")))).isTrue();
        assertThat(List.of(terms.takes(2), terms.takes(3), terms.takes(6))).containsExactly(false, true, true);
    }

    @ParameterizedTest
    @CsvSource({"2025-12-31T23:59:59Z, false", "2026-01-01T00:00:00Z, true", "2026-02-01T00:00:00Z, false"})
    void ruleHoldsFromItsBeginningUntilBeforeItsEnd(Instant at, boolean active) {
        assertThat(terms(1, 100, Rounding.DOWN).isActive(at)).isEqualTo(active);
    }

    /// The day on which the clocks go forward has 23 hours, and the week begins on Sunday.
    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "WEEK, 2026-03-08T05:00:00Z, 2026-03-15T04:00:00Z",
        "MONTH, 2026-03-01T05:00:00Z, 2026-04-01T04:00:00Z",
        "YEAR, 2026-01-01T05:00:00Z, 2027-01-01T05:00:00Z",
    })
    void capsGoByTheShopsCalendar(CapPeriod period, Instant since, Instant until) {
        var calendar = new PointsCalendar(ZoneId.of("America/New_York"), DayOfWeek.SUNDAY);

        assertThat(period.around(Instant.parse("2026-03-08T12:00:00Z"), calendar))
                .contains(new CapPeriod.Span(since, until));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 12-31, 1, 2027-01-01T05:00:00Z",
        "2026-12-31T12:00:00Z, 12-31, 1, 2027-01-01T05:00:00Z",
        "2027-01-01T12:00:00Z, 12-31, 1, 2028-01-01T05:00:00Z",
        "2026-03-01T12:00:00Z, 12-31, 2, 2028-01-01T05:00:00Z",
        "2027-01-10T12:00:00Z, 02-29, 1, 2027-03-01T05:00:00Z",
        "2028-01-10T12:00:00Z, 02-29, 1, 2028-03-01T05:00:00Z",
    })
    void calendarDaysComeRound(Instant earned, String day, int years, Instant expires) {
        var expiry = new Expiry.Calendar(PointsSettings.monthDay(day), years);

        assertThat(expiry.of(earned, ZoneId.of("America/New_York"))).contains(expires);
    }
}
