package io.kequn.level;

import io.kequn.level.LevelProgramSpec.DowngradeTerms;
import io.kequn.level.LevelProgramSpec.RetentionTerms;
import io.kequn.level.LevelProgramSpec.UpgradeTerms;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the terms of a program, and tells all that is wrong with them.
final class PolicyChecks {
    private static final int MOST_WARNINGS = 10;
    private static final LocalDate ANY_DAY = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST_DAY = ANY_DAY.plusYears(100);
    private static final Map<String, Upgrade.Kind> UPGRADES = byText(Upgrade.Kind.values());
    private static final Map<String, Upgrade.Unit> UNITS = byText(Upgrade.Unit.values());
    private static final Map<String, Retention.Kind> RETENTIONS = byText(Retention.Kind.values());
    private static final Map<String, Downgrade.Kind> DOWNGRADES = byText(Downgrade.Kind.values());
    private static final Text PERIOD = new Text(
            "Must be an ISO 8601 period of days, weeks, months or years, from P1D to P100Y, such as P30D or P1Y.",
            "须为 ISO 8601 时段（天、周、月或年），从 P1D 到 P100Y，例如 P30D 或 P1Y。");
    private static final Text DATE =
            new Text("Must be a month and a day, such as 01-01 or 02-29.", "须为月和日，例如 01-01 或 02-29。");

    private final Inputs inputs;

    /// In their order: the first, which asks for nothing more, stands for a kind that is wrong.
    private static <E extends Enum<E>> Map<String, E> byText(E[] values) {
        var byText = new LinkedHashMap<String, E>();
        for (var value : values) {
            byText.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return byText;
    }

    PolicyChecks(Inputs inputs) {
        this.inputs = inputs;
    }

    LevelPolicy policy(
            UpgradeTerms upgradeTerms,
            RetentionTerms retentionTerms,
            DowngradeTerms downgradeTerms,
            List<String> warnings,
            int floor) {
        var upgrade = upgrade(upgradeTerms);
        var retention = retention(retentionTerms);
        var downgrade = downgrade(downgradeTerms);
        inputs.require(
                !retention.isRolling() || downgrade.kind() != Downgrade.Kind.ONE_STEP || downgrade.grace() != null,
                "/downgrade/grace",
                "A level that is held as long as one qualifies is lost step by step only with a grace period between.",
                "滚动保级若要逐级下降，须设置宽限期。");
        return new LevelPolicy(floor, upgrade, retention, downgrade, warnings(warnings));
    }

    private Upgrade upgrade(UpgradeTerms terms) {
        var kind = inputs.choice("/upgrade/kind", terms.kind(), UPGRADES);
        boolean next = kind == Upgrade.Kind.NEXT_PERIOD;
        boolean after = kind == Upgrade.Kind.AFTER;
        only(next, "/upgrade/period", terms.period(), "next_period");
        only(after, "/upgrade/hold", terms.hold(), "after");
        return new Upgrade(
                kind,
                next ? inputs.choice("/upgrade/period", terms.period(), UNITS) : null,
                after ? period("/upgrade/hold", terms.hold()) : null);
    }

    private Retention retention(RetentionTerms terms) {
        var kind = inputs.choice("/retention/kind", terms.kind(), RETENTIONS);
        boolean duration = kind == Retention.Kind.DURATION;
        boolean calendar = kind == Retention.Kind.CALENDAR;
        only(duration || calendar, "/retention/period", terms.period(), "duration, calendar");
        only(calendar, "/retention/date", terms.date(), "calendar");
        boolean hasPeriod = duration || (calendar && terms.period() != null);
        return new Retention(
                kind,
                hasPeriod ? period("/retention/period", terms.period()) : null,
                calendar ? date(terms.date()) : null);
    }

    private Downgrade downgrade(DowngradeTerms terms) {
        var kind = inputs.choice("/downgrade/kind", terms.kind(), DOWNGRADES);
        only(kind != Downgrade.Kind.NONE, "/downgrade/grace", terms.grace(), "reassess, one_step");
        return new Downgrade(kind, terms.grace() == null ? null : period("/downgrade/grace", terms.grace()));
    }

    /// The longest time ahead first, each once.
    private List<Period> warnings(List<String> texts) {
        inputs.require(texts.size() <= MOST_WARNINGS, "/warnings", "At most 10 warnings.", "最多 10 次预警。");
        var warnings = new ArrayList<Period>();
        for (int i = 0; i < Math.min(texts.size(), MOST_WARNINGS); i++) {
            warnings.add(period("/warnings/" + i, texts.get(i)));
        }
        return warnings.stream()
                .distinct()
                .sorted(Comparator.comparing((Period ahead) -> ANY_DAY.plus(ahead))
                        .reversed())
                .toList();
    }

    private void only(boolean fits, String pointer, @Nullable String value, String kinds) {
        inputs.require(
                fits || value == null, pointer, "Belongs to these kinds only: " + kinds + ".", "仅适用于：" + kinds + "。");
    }

    private Period period(String pointer, @Nullable String value) {
        return inputs.parsed(pointer, value, PolicyChecks::readPeriod, Period.ofDays(1), PERIOD);
    }

    private static Period readPeriod(String text) {
        var period = Period.parse(text);
        var end = ANY_DAY.plus(period);
        if (period.isNegative() || !end.isAfter(ANY_DAY) || end.isAfter(LAST_DAY)) {
            throw new IllegalArgumentException(text);
        }
        return period;
    }

    private MonthDay date(@Nullable String value) {
        return inputs.parsed("/retention/date", value, text -> MonthDay.parse("--" + text), MonthDay.of(1, 1), DATE);
    }
}
