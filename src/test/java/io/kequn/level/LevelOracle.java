package io.kequn.level;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One customer in one program, told again from the words of the documentation, apart from the service's code:
/// a calendar of what is to happen, read day by day.
final class LevelOracle {
    /// The terms as people say them; what is null is not asked for.
    record Terms(
            String retention,
            @Nullable String period,
            @Nullable String date,
            String downgrade,
            @Nullable String grace,
            String upgrade,
            @Nullable String hold,
            List<String> warnings) {}

    private final Terms terms;
    private final ZoneId zone;
    private int level = 1;
    private @Nullable Instant expires;
    private @Nullable Instant graceEnds;
    private @Nullable Instant upgradeAt;
    private int upgradeTo;
    private int qualified = 1;
    private Instant qualifiedSince;
    private final List<LocalDate> warned = new ArrayList<>();
    private int warnings;
    private Instant looked;

    LevelOracle(Terms terms, ZoneId zone, Instant begin) {
        this.terms = terms;
        this.zone = zone;
        this.qualifiedSince = begin;
        this.looked = begin;
    }

    int level() {
        return level;
    }

    @Nullable
    Instant expires() {
        return expires;
    }

    List<LocalDate> warned() {
        return List.copyOf(warned);
    }

    /// It is `now`, and the customer qualifies for this level.
    void look(Instant now, int qualifies) {
        if (qualifies != qualified) {
            qualified = qualifies;
            qualifiedSince = now;
        }
        for (var due = soonest(now); due != null; due = soonest(now)) {
            happens(due);
        }
        if (graceEnds != null && qualified >= level) {
            keep(now);
        }
        if (qualified <= level) {
            upgradeAt = null;
        } else {
            mayRise(now);
        }
        mayFall(now);
        warn(now);
        looked = now;
    }

    private @Nullable Instant soonest(Instant now) {
        Instant found = null;
        for (var each : new Instant[] {upgradeAt, graceEnds != null ? graceEnds : expires}) {
            if (each != null && !each.isAfter(now) && (found == null || each.isBefore(found))) {
                found = each;
            }
        }
        var end = graceEnds != null ? graceEnds : expires;
        if (end != null && qualified < level && !terms.downgrade.equals("none")) {
            for (int i = warnings; i < terms.warnings.size(); i++) {
                var warning = ahead(end, i);
                boolean due = warning.isAfter(looked) && !warning.isAfter(now);
                if (due && (found == null || warning.isBefore(found))) {
                    found = warning;
                }
            }
        }
        return found;
    }

    private Instant ahead(Instant end, int index) {
        return end.atZone(zone).minus(Period.parse(terms.warnings.get(index))).toInstant();
    }

    private void happens(Instant due) {
        if (due.equals(upgradeAt)) {
            upgradeAt = null;
            int to = Math.min(upgradeTo, qualified);
            if (to > level) {
                become(to, due);
            }
        }
        var end = graceEnds != null ? graceEnds : expires;
        if (due.equals(end)) {
            boolean wasGrace = graceEnds != null;
            if (!wasGrace && (qualified >= level || terms.downgrade.equals("none"))) {
                keep(due);
            } else if (!wasGrace && terms.grace != null) {
                graceEnds = plus(due, terms.grace);
                warnings = 0;
            } else {
                become(terms.downgrade.equals("one_step") ? Math.max(level - 1, qualified) : qualified, due);
            }
            mayFall(due);
        }
        warn(due);
    }

    private void warn(Instant now) {
        var end = graceEnds != null ? graceEnds : expires;
        if (end == null || qualified >= level || terms.downgrade.equals("none")) {
            return;
        }
        int begun = 0;
        while (begun < terms.warnings.size() && !ahead(end, begun).isAfter(now)) {
            begun++;
        }
        if (begun > warnings) {
            warnings = begun;
            warned.add(LocalDate.ofInstant(now, zone));
        }
    }

    private void mayRise(Instant now) {
        if (upgradeAt != null) {
            upgradeTo = terms.upgrade.equals("after") ? Math.min(upgradeTo, qualified) : qualified;
            return;
        }
        var at = switch (terms.upgrade) {
            case "after" -> plus(qualifiedSince, String.valueOf(terms.hold));
            case "month" -> {
                var day = LocalDate.ofInstant(qualifiedSince, zone);
                yield day.withDayOfMonth(1).plusMonths(1).atStartOfDay(zone).toInstant();
            }
            default -> qualifiedSince;
        };
        if (at.isAfter(now)) {
            upgradeAt = at;
            upgradeTo = qualified;
        } else {
            become(qualified, now);
        }
    }

    private void mayFall(Instant now) {
        boolean rolls = terms.retention.equals("rolling") && !terms.downgrade.equals("none");
        if (rolls && qualified < level && graceEnds == null) {
            if (terms.grace == null) {
                become(terms.downgrade.equals("one_step") ? Math.max(level - 1, qualified) : qualified, now);
            } else {
                graceEnds = plus(now, terms.grace);
                warnings = 0;
            }
        }
    }

    private void keep(Instant from) {
        become(level, from);
    }

    private void become(int other, Instant from) {
        level = other;
        graceEnds = null;
        warnings = 0;
        expires = other == 1 ? null : expiry(from);
    }

    private @Nullable Instant expiry(Instant from) {
        return switch (terms.retention) {
            case "duration" -> plus(from, String.valueOf(terms.period));
            case "calendar" -> {
                var least = terms.period == null ? from : plus(from, terms.period);
                var day = MonthDay.parse("--" + terms.date);
                ZonedDateTime end = null;
                for (int year = 2023; end == null || !end.toInstant().isAfter(least); year++) {
                    end = day.atYear(year).atStartOfDay(zone);
                }
                yield end.toInstant();
            }
            default -> null;
        };
    }

    private Instant plus(Instant from, String period) {
        return from.atZone(zone).plus(Period.parse(period)).toInstant();
    }

    /// Whether two ends are the same but for the moments that a command takes.
    static boolean near(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null
                ? one == other
                : Duration.between(one, other).abs().compareTo(Duration.ofMinutes(2)) < 0;
    }
}
