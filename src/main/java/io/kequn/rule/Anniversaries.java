package io.kequn.rule;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the days whose anniversary of some later year lies in given days. 29 February has its anniversary on the 28th
/// in common years.
final class Anniversaries {
    /// Instants from before this year have no anniversaries: their days depend on the zone, so that every year back to
    /// it is a stretch of instants of its own.
    static final int EARLIEST_YEAR = 1800;

    private static final int LEAP_DAY = 229;

    private Anniversaries() {}

    /// Days by month and day, `month * 100 + day`, both ends included, of the years before a given one.
    record MonthDays(int first, int last, LocalDate before) {}

    /// The days of all years whose anniversary lies in one of the stretches of days.
    static List<MonthDays> monthDays(List<Days.Range> stretches) {
        List<MonthDays> found = new ArrayList<>();
        for (Days.Range days : stretches) {
            if (days.from().isBefore(days.to())) {
                collect(days.from(), days.to().minusDays(1), found);
            }
        }
        return found;
    }

    private static void collect(LocalDate first, LocalDate last, List<MonthDays> found) {
        // Of the years that lie within whole, the latest holds all that earlier ones do.
        int skipped = Math.max(first.getYear() + 1, last.getYear() - 1);
        for (int year = first.getYear(); year <= last.getYear(); year = Math.max(year + 1, skipped)) {
            LocalDate begin = LocalDate.of(year, 1, 1);
            LocalDate from = first.isAfter(begin) ? first : begin;
            LocalDate end = LocalDate.of(year, 12, 31);
            found.add(monthDays(from, last.isBefore(end) ? last : end, begin));
        }
    }

    private static MonthDays monthDays(LocalDate from, LocalDate to, LocalDate begin) {
        boolean leapDayToo = !Year.isLeap(to.getYear()) && monthDay(to) == LEAP_DAY - 1;
        return new MonthDays(monthDay(from), leapDayToo ? LEAP_DAY : monthDay(to), begin);
    }

    private static int monthDay(LocalDate day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /// The same as stretches of days from a year on, ascending and apart from each other.
    static List<Days.Range> days(List<Days.Range> stretches, int earliestYear) {
        List<Days.Range> all = new ArrayList<>();
        for (MonthDays found : monthDays(stretches)) {
            for (int year = earliestYear; year < found.before().getYear(); year++) {
                all.add(new Days.Range(onOrAfter(year, found.first()), onOrAfter(year, found.last() + 1)));
            }
        }
        return joined(all);
    }

    /// The first day of the year that is not before the month and day; the day may be one too high for the month.
    private static LocalDate onOrAfter(int year, int monthDay) {
        LocalDate month = LocalDate.of(year, monthDay / 100, 1);
        int day = monthDay % 100;
        return day <= month.lengthOfMonth() ? month.withDayOfMonth(day) : month.plusMonths(1);
    }

    static List<Days.Range> joined(List<Days.Range> stretches) {
        List<Days.Range> joined = new ArrayList<>();
        for (Days.Range next : stretches.stream()
                .filter(days -> days.from().isBefore(days.to()))
                .sorted(Comparator.comparing(Days.Range::from))
                .toList()) {
            if (joined.isEmpty() || joined.getLast().to().isBefore(next.from())) {
                joined.add(next);
                continue;
            }
            Days.Range before = joined.removeLast();
            joined.add(new Days.Range(before.from(), before.to().isAfter(next.to()) ? before.to() : next.to()));
        }
        return joined;
    }
}
