package io.kequn.rule;

import java.util.List;
import java.util.function.Function;

/// The SQL of conditions on anniversaries: the year is compared with that which the month and day ask for. Only
/// positive operators; null where missing.
record AnniversaryComparisons(Parameters parameters) {
    String on(String x, ValueType type, Operator operator, List<Value> values) {
        List<AnniversaryRange> ranges = AnniversaryRange.of(operator, values);
        String day = type == ValueType.DATE ? x : day(x, latestYear(values));
        return lie(day, part -> new Bound.MonthDays(ranges, part));
    }

    /// Whether a moment has its anniversary in days that are known.
    String on(String x, boolean date, Anniversaries days) {
        String day = date ? x : day(x, days.end());
        return lie(day, part -> new Bound.Fixed(part.of(days)));
    }

    private static int latestYear(List<Value> values) {
        return values.stream()
                .mapToInt(value -> value instanceof Value.Day day ? day.day().getYear() : 0)
                .max()
                .orElse(0);
    }

    private String lie(String day, Function<Bound.MonthDays.Part, Bound> parts) {
        String monthDay = "(extract(month from " + day + ") * 100 + extract(day from " + day + "))::int";
        String turns = parameters.use("int[]", parts.apply(Bound.MonthDays.Part.TURNS));
        String years = parameters.use("int[]", parts.apply(Bound.MonthDays.Part.YEARS));
        return "extract(year from " + day + ") < (" + years + ")[width_bucket(" + monthDay + ", " + turns + ") + 1]";
    }

    /// The day of an instant in the shop's zone. SQL knows no zone but UTC; the offsets from it are
    /// bound.
    private String day(String x, int latestYear) {
        var until = Bound.Offsets.Until.endOf(latestYear);
        String changes = parameters.use("timestamptz[]", new Bound.Offsets(until, false));
        String seconds = parameters.use("int[]", new Bound.Offsets(until, true));
        return "((" + x + " at time zone 'UTC') + (" + seconds + ")[width_bucket(" + x + ", " + changes
                + ") + 1] * interval '1 second')::date";
    }
}
