package io.kequn.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The days whose anniversary of some later year lies in given days, however many those are. 29 February has its
/// anniversary on the 28th in common years.
final class Anniversaries {
    /// Every month and day occurs in a leap year.
    private static final int DAYS = 366;

    private static final int LEAP_YEAR = 2000;
    private static final int LEAP_DAY = 60;

    /// By the day of a leap year: the first year whose days no longer count, 0 if none counts.
    private final int[] before = new int[DAYS + 2];

    static Anniversaries of(List<AnniversaryRange> ranges, Days days) {
        Anniversaries found = new Anniversaries();
        ranges.forEach(range -> found.add(range.at(days)));
        return found;
    }

    void add(Days.Range days) {
        if (!days.from().isBefore(days.to())) {
            return;
        }
        LocalDate last = days.to().minusDays(1);
        // Of the years that lie within whole, the latest holds all that earlier ones do.
        int skipped = Math.max(days.from().getYear() + 1, last.getYear() - 1);
        for (int year = days.from().getYear(); year <= last.getYear(); year = Math.max(year + 1, skipped)) {
            int first = year == days.from().getYear() ? dayOfLeapYear(days.from()) : 1;
            add(year, first, year == last.getYear() ? endOfLeapYear(last) : DAYS);
        }
    }

    private void add(int year, int first, int last) {
        for (int day = first; day <= last; day++) {
            before[day] = Math.max(before[day], year);
        }
    }

    void addAll(Anniversaries others) {
        for (int day = 1; day <= DAYS; day++) {
            before[day] = Math.max(before[day], others.before[day]);
        }
    }

    boolean hold(LocalDate day) {
        return day.getYear() < before[dayOfLeapYear(day)];
    }

    private static int dayOfLeapYear(LocalDate day) {
        return day.getDayOfYear() + (!day.isLeapYear() && day.getMonthValue() > 2 ? 1 : 0);
    }

    private static int endOfLeapYear(LocalDate last) {
        int day = dayOfLeapYear(last);
        return !last.isLeapYear() && day == LEAP_DAY - 1 ? LEAP_DAY : day;
    }

    /// By month and day, `month * 100 + day`, from which on others count: the first year that no longer does, 0 if
    /// none does. Before the first nothing counts.
    Map<Integer, Integer> turns() {
        Map<Integer, Integer> turns = new TreeMap<>();
        for (int day = 1; day <= DAYS; day++) {
            if (before[day] != before[day - 1]) {
                turns.put(monthDay(day), before[day]);
            }
        }
        return turns;
    }

    private static int monthDay(int dayOfLeapYear) {
        LocalDate day = LocalDate.ofYearDay(LEAP_YEAR, dayOfLeapYear);
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /// All that counts lies before it.
    int end() {
        return Arrays.stream(before).max().orElse(0);
    }

    /// How many stretches `days` gives.
    int stretches() {
        int stretches = 0;
        for (int day = 1; day <= DAYS; day++) {
            stretches += before[day] == before[day - 1] ? 0 : Math.max(0, before[day] - 1);
        }
        return stretches;
    }

    /// The same day by day from the year 1 on: some thousand stretches for every few days.
    List<Days.Range> days() {
        List<Days.Range> stretches = new ArrayList<>();
        for (int first = 1; first <= DAYS; first = end(first)) {
            for (int year = 1; year < before[first]; year++) {
                stretches.add(new Days.Range(day(year, first), day(year, end(first))));
            }
        }
        return stretches;
    }

    /// The first day after those that count in the same years.
    private int end(int first) {
        int end = first + 1;
        while (end <= DAYS && before[end] == before[first]) {
            end++;
        }
        return end;
    }

    /// 1 March for a 29 February that is not there.
    private static LocalDate day(int year, int dayOfLeapYear) {
        LocalDate begin = LocalDate.of(year, 1, 1);
        return begin.plusDays(dayOfLeapYear - (begin.isLeapYear() || dayOfLeapYear <= LEAP_DAY ? 1 : 2));
    }
}
