package io.kequn.platform.problem;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import java.util.Set;

/// What a list may be limited by, given without a value, as by a script whose variable is empty: to take it for no
/// limit would show all there is.
public final class EmptyFilters {
    /// What somebody has typed so far, which may be nothing, and an order, which limits nothing.
    private static final Set<String> MAY_BE_EMPTY = Set.of("search", "sort");

    private EmptyFilters() {}

    /// Refuses a text at `pointer` that holds nothing but white space, with `value_invalid`, unless the filter of this
    /// name may be empty.
    public static void check(String pointer, String name, String value) {
        if (value.isBlank() && !MAY_BE_EMPTY.contains(name)) {
            throw VALUE_INVALID.at(
                    pointer, "Must not be empty; leave it out if it shall not limit.", "不能为空；无需限定时请省略该参数。");
        }
    }
}
