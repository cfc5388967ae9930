package io.kequn.analytics;

import io.kequn.platform.problem.Text;
import io.kequn.rule.CrossDimension;
import java.util.List;

/// A division that was asked for.
///
/// @param pointer where it stands in the question
/// @param dimension as it was asked for
/// @param parts those known before anybody is counted, in their order; of cases all, at the cases' places
record Axis(String pointer, String dimension, CrossDimension by, List<Part> parts) {
    Axis {
        parts = List.copyOf(parts);
    }

    record Part(String key, Text name) {
        static Part of(String key, String name) {
            return new Part(key, new Text(name, name));
        }
    }
}
