package io.kequn.stream;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which events somebody asks for, and from where on: after a token, or from now on, or all that are kept.
///
/// @param place where the fields of the filter stand in the input
record ChangeRequest(
        ChangeFilter filter, @Nullable String since, boolean latest, int limit, UnaryOperator<String> place) {
    private static final int DEFAULT = 200;

    static ChangeRequest of(
            ChangeFilter filter,
            @Nullable String since,
            boolean latest,
            @Nullable Integer limit,
            UnaryOperator<String> place) {
        if (since != null && latest) {
            throw INPUT_INVALID.at(
                    "latest", "Give either `since` or `latest`, not both.", "`since` 与 `latest` 只能指定一个。");
        }
        if (limit != null && limit < 1) {
            throw INPUT_INVALID.at(
                    "limit", "Must be at least 1; more than 1,000 is read as 1,000.", "至少为 1；超过 1,000 按 1,000 处理。");
        }
        return new ChangeRequest(
                filter, since, latest, limit == null ? DEFAULT : Math.min(limit, ChangeReads.MOST), place);
    }

    /// What a token is bound to.
    String list() {
        return "changes " + filter;
    }
}
