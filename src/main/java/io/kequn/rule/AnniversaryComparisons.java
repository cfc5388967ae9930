package io.kequn.rule;

import java.util.List;

/// The SQL of conditions on anniversaries. Dates are compared by month and day; instants with the stretches of time
/// that Java finds in the shop's calendar, so that SQL knows no zone. Only positive operators; null where missing.
record AnniversaryComparisons(Parameters parameters) {
    String on(String x, ValueType type, Operator operator, List<Value> values) {
        List<AnniversaryRange> ranges = AnniversaryRange.of(operator, values);
        return type == ValueType.DATE ? date(x, ranges) : instant(x, ranges);
    }

    private String date(String x, List<AnniversaryRange> ranges) {
        String monthDay = "(extract(month from " + x + ") * 100 + extract(day from " + x + "))";
        return "exists (select from unnest(" + parameters.use("int[]", part(ranges, Bound.MonthDays.Part.FIRST)) + ", "
                + parameters.use("int[]", part(ranges, Bound.MonthDays.Part.LAST)) + ", "
                + parameters.use("date[]", part(ranges, Bound.MonthDays.Part.BEFORE)) + ") as listed(f, l, b) where "
                + monthDay + " between listed.f and listed.l and " + x + " < listed.b)";
    }

    private static Bound part(List<AnniversaryRange> ranges, Bound.MonthDays.Part part) {
        return new Bound.MonthDays(ranges, part);
    }

    /// The stretches ascend, so an instant lies in one if an odd number of their ends lies at or before it.
    private String instant(String x, List<AnniversaryRange> ranges) {
        return "width_bucket(" + x + ", " + parameters.use("timestamptz[]", new Bound.AnniversaryInstants(ranges))
                + ") % 2 = 1";
    }
}
