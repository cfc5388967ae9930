package io.kequn.imports;

import io.kequn.platform.problem.Inputs;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long the texts of a spec may be: all of it is kept with the job and shown with it.
final class SpecLimits {
    private static final int MOST_COLUMNS = 300;
    private static final int MOST_FORMATS = 20;

    /// Of the name of a column.
    private static final int LONGEST_COLUMN = 1_000;

    /// Of a constant. Thousands of rows with one in each of their fields go to the database at once.
    private static final int LONGEST_VALUE = 500;

    /// Of what people write by hand: a target, a format of dates, a zone.
    private static final int LONGEST_WORD = 100;

    private final Inputs inputs;

    private SpecLimits(Inputs inputs) {
        this.inputs = inputs;
    }

    /// Notes every text that is too long and every list that has too many elements. What is within the limits is
    /// not looked at any further.
    static void check(Inputs inputs, ImportSpec spec) {
        new SpecLimits(inputs).check(spec);
    }

    private void check(ImportSpec spec) {
        var mapping = Objects.requireNonNullElse(spec.mapping(), List.<ImportColumn>of());
        inputs.require(mapping.size() <= MOST_COLUMNS, "/mapping", "At most 300 fields.", "最多 300 个字段。");
        for (int i = 0; i < Math.min(mapping.size(), MOST_COLUMNS); i++) {
            check("/mapping/" + i, mapping.get(i));
        }
        var formats = Objects.requireNonNullElse(spec.dateFormats(), List.<String>of());
        inputs.require(formats.size() <= MOST_FORMATS, "/dateFormats", "At most 20.", "最多 20 个。");
        for (int i = 0; i < Math.min(formats.size(), MOST_FORMATS); i++) {
            check("/dateFormats/" + i, formats.get(i), LONGEST_WORD);
        }
        check("/zone", spec.zone(), LONGEST_WORD);
        var cancellation = spec.cancellation();
        if (cancellation != null) {
            check("/cancellation/column", cancellation.column(), LONGEST_COLUMN);
            check("/cancellation/prefix", cancellation.prefix(), LONGEST_VALUE);
            check("/cancellation/value", cancellation.value(), LONGEST_VALUE);
        }
    }

    private void check(String pointer, ImportColumn column) {
        check(pointer + "/to", column.to(), LONGEST_WORD);
        check(pointer + "/column", column.column(), LONGEST_COLUMN);
        check(pointer + "/constant", column.constant(), LONGEST_VALUE);
        check(pointer + "/separator", column.separator(), LONGEST_WORD);
    }

    private void check(String pointer, @Nullable String text, int longest) {
        inputs.require(
                text == null || text.length() <= longest,
                pointer,
                "Must be at most " + longest + " characters long.",
                "最多 " + longest + " 个字符。");
    }
}
