package io.kequn.level;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.level.LevelEvent.Kind;
import io.kequn.level.LevelMachine.Outcome;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What each policy does with one customer, by hand-made calendars.
class LevelMachineTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Retention ONE_YEAR = new Retention(Retention.Kind.DURATION, Period.ofYears(1), null);
    private static final Retention ROLLING = new Retention(Retention.Kind.ROLLING, null, null);
    private static final Downgrade REASSESS = new Downgrade(Downgrade.Kind.REASSESS, null);

    /// One customer in a program, driven by what the customer qualifies for.
    private static final class Customer {
        private final LevelMachine machine;
        private final List<String> told = new ArrayList<>();
        private Outcome last;
        private Qualified qualified;

        Customer(LevelPolicy policy, String at) {
            machine = new LevelMachine(policy, NEW_YORK);
            qualified = new Qualified(policy.floor(), at(at));
            last = machine.enrol(qualified, false, at(at));
        }

        Customer qualifies(int level, String at) {
            qualified = new Qualified(level, at(at));
            return passes(at);
        }

        Customer passes(String at) {
            return then(machine.advance(last.standing(), last.next(), qualified, at(at)));
        }

        Customer then(Outcome outcome) {
            last = outcome;
            outcome.events().stream().map(Customer::text).forEach(told::add);
            return this;
        }

        int level() {
            return last.standing().level();
        }

        private static String text(LevelEvent event) {
            var local = LocalDateTime.ofInstant(event.at(), NEW_YORK);
            return event.kind().text() + " " + event.from() + ">" + event.to() + " " + local;
        }
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static LevelPolicy policy(Upgrade upgrade, Retention retention, Downgrade downgrade, Period... warnings) {
        return new LevelPolicy(1, upgrade, retention, downgrade, List.of(warnings));
    }

    @Test
    void qualifyingUpgradesAtOnceAndAYearLaterTheLevelIsLost() {
        var customer = new Customer(policy(Upgrade.once(), ONE_YEAR, REASSESS), "2024-02-29T10:00");
        customer.qualifies(3, "2024-02-29T12:00").qualifies(1, "2024-06-01T00:00");
        assertThat(customer.level()).isEqualTo(3);
        customer.passes("2025-02-28T11:59").passes("2025-02-28T12:00");
        assertThat(customer.told).containsExactly("qualified 1>3 2024-02-29T12:00", "lost 3>1 2025-02-28T12:00");
    }

    @Test
    void lateClockRenewsEachPeriodAtItsOwnInstant() {
        var customer = new Customer(policy(Upgrade.once(), ONE_YEAR, REASSESS), "2020-03-01T00:00");
        customer.qualifies(2, "2020-03-01T09:00").passes("2022-07-01T00:00");
        assertThat(customer.told)
                .containsExactly(
                        "qualified 1>2 2020-03-01T09:00",
                        "renewed 2>2 2021-03-01T09:00",
                        "renewed 2>2 2022-03-01T09:00");
        assertThat(customer.last.next()).isEqualTo(at("2023-03-01T09:00"));
    }

    @Test
    void calendarEndsAtTheMidnightOfItsDate() {
        var calendar = new Retention(Retention.Kind.CALENDAR, Period.ofMonths(3), MonthDay.of(2, 29));
        var customer = new Customer(policy(Upgrade.once(), calendar, REASSESS), "2024-01-01T00:00");
        customer.qualifies(2, "2024-01-10T08:00");
        assertThat(customer.last.next()).isEqualTo(at("2025-02-28T00:00"));
        customer.passes("2025-02-28T00:00");
        assertThat(customer.last.next()).isEqualTo(at("2026-02-28T00:00"));
        customer.passes("2027-12-30T00:00").qualifies(1, "2027-12-31T00:00").passes("2028-02-28T23:59");
        assertThat(customer.level()).isEqualTo(2);
        assertThat(customer.passes("2028-02-29T00:00").level()).isEqualTo(1);
    }

    @Test
    void graceEndsInOneStepDownOrWithWhoeverQualifiesAgain() {
        var oneStep = new Downgrade(Downgrade.Kind.ONE_STEP, Period.ofDays(30));
        var policy = policy(Upgrade.once(), ROLLING, oneStep);
        var falling = new Customer(policy, "2026-01-01T00:00");
        falling.qualifies(4, "2026-01-01T00:00")
                .qualifies(1, "2026-02-10T05:00")
                .passes("2026-04-12T00:00");
        assertThat(falling.told)
                .containsExactly(
                        "qualified 1>4 2026-01-01T00:00",
                        "grace 4>4 2026-02-10T05:00",
                        "lost 4>3 2026-03-12T05:00",
                        "grace 3>3 2026-03-12T05:00",
                        "lost 3>2 2026-04-11T05:00",
                        "grace 2>2 2026-04-11T05:00");
        var saved = new Customer(policy, "2026-01-01T00:00");
        saved.qualifies(4, "2026-01-01T00:00")
                .qualifies(1, "2026-02-10T05:00")
                .qualifies(4, "2026-03-12T04:59")
                .passes("2026-06-01T00:00");
        assertThat(saved.level()).isEqualTo(4);
        assertThat(saved.last.next()).isNull();
    }

    @Test
    void refundWindowIsWaitedForAndEachLevelHasItsOwn() {
        var after = new Upgrade(Upgrade.Kind.AFTER, null, Period.ofDays(14));
        var customer = new Customer(policy(after, ONE_YEAR, REASSESS), "2026-01-01T00:00");
        customer.qualifies(2, "2026-01-01T12:00")
                .qualifies(3, "2026-01-05T12:00")
                .passes("2026-01-15T12:00");
        assertThat(customer.level()).isEqualTo(2);
        assertThat(customer.passes("2026-01-19T12:00").level()).isEqualTo(3);
        var refunded = new Customer(policy(after, ONE_YEAR, REASSESS), "2026-01-01T00:00");
        refunded.qualifies(3, "2026-01-01T12:00")
                .qualifies(1, "2026-01-14T00:00")
                .qualifies(3, "2026-01-14T06:00");
        assertThat(refunded.passes("2026-01-20T00:00").level()).isEqualTo(1);
        assertThat(refunded.passes("2026-01-28T06:00").level()).isEqualTo(3);
    }

    @Test
    void nextPeriodUpgradesAtItsFirstMidnight() {
        var quarter = new Upgrade(Upgrade.Kind.NEXT_PERIOD, Upgrade.Unit.QUARTER, null);
        var customer = new Customer(policy(quarter, ONE_YEAR, REASSESS), "2026-01-01T00:00");
        customer.qualifies(2, "2026-02-14T12:00").qualifies(4, "2026-03-31T23:59");
        assertThat(customer.level()).isEqualTo(1);
        customer.passes("2026-04-01T00:00");
        assertThat(customer.told).containsExactly("qualified 1>4 2026-04-01T00:00");
    }

    @Test
    void levelGivenByHandHoldsUntilItsLockEnds() {
        var policy = policy(Upgrade.once(), ROLLING, REASSESS, Period.ofDays(7));
        var customer = new Customer(policy, "2026-01-01T00:00");
        customer.then(customer.machine.assign(
                customer.last.standing(), 4, at("2026-03-01T00:00"), customer.qualified, at("2026-01-02T00:00")));
        customer.qualifies(2, "2026-01-20T00:00").passes("2026-03-01T00:00");
        assertThat(customer.told)
                .containsExactly(
                        "assigned 1>4 2026-01-02T00:00",
                        "warned 4>4 2026-02-22T00:00",
                        "released 4>4 2026-03-01T00:00",
                        "lost 4>2 2026-03-01T00:00");
        var kept = new Customer(policy, "2026-01-01T00:00");
        kept.then(kept.machine.assign(kept.last.standing(), 4, null, kept.qualified, at("2026-01-02T00:00")));
        kept.passes("2030-01-01T00:00");
        assertThat(kept.level()).isEqualTo(4);
        kept.then(kept.machine.release(kept.last.standing(), kept.qualified, at("2030-01-02T00:00")));
        assertThat(kept.level()).isEqualTo(1);
    }

    @Test
    void warningsComeOnTheirDaysAndAtOnceToWhoFallsLate() {
        var policy = policy(Upgrade.once(), ONE_YEAR, REASSESS, Period.ofDays(30), Period.ofDays(7));
        var early = new Customer(policy, "2026-01-01T00:00");
        early.qualifies(2, "2026-04-01T12:00").qualifies(1, "2026-05-01T00:00").passes("2027-04-01T11:59");
        assertThat(early.told)
                .containsExactly(
                        "qualified 1>2 2026-04-01T12:00", "warned 2>2 2027-03-02T12:00", "warned 2>2 2027-03-25T12:00");
        var late = new Customer(policy, "2026-01-01T00:00");
        late.qualifies(2, "2026-04-01T12:00")
                .passes("2027-03-27T00:00")
                .qualifies(1, "2027-03-28T00:00")
                .passes("2027-04-01T11:00");
        assertThat(late.told).containsExactly("qualified 1>2 2026-04-01T12:00", "warned 2>2 2027-03-28T00:00");
    }

    @Test
    void nobodyFallsWhereLevelsAreForEver() {
        var keep = new Downgrade(Downgrade.Kind.NONE, null);
        var customer = new Customer(policy(Upgrade.once(), Retention.forever(), keep), "2026-01-01T00:00");
        customer.qualifies(3, "2026-02-01T00:00")
                .qualifies(1, "2026-03-01T00:00")
                .passes("2040-01-01T00:00");
        assertThat(customer.level()).isEqualTo(3);
        assertThat(customer.last.next()).isNull();
        assertThat(customer.told).extracting(text -> text.split(" ")[0]).containsExactly(Kind.QUALIFIED.text());
    }
}
