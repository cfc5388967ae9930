package io.kequn.platform.page;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import org.jspecify.annotations.Nullable;

/// Which page of a list is asked for. More than 200 items are coerced down to 200; fewer than one are refused.
public record PageRequest(int limit, @Nullable String after, boolean count) {
    public static final int DEFAULT = 50;
    public static final int MOST = 200;

    public PageRequest {
        limit = Math.min(limit, MOST);
    }

    /// The page that query parameters or the arguments of a connection ask for; `pointer` names the size parameter.
    public static PageRequest of(@Nullable Integer size, @Nullable String after, boolean count, String pointer) {
        if (size != null && size < 1) {
            throw INPUT_INVALID.at(
                    pointer, "Must be at least 1; more than 200 is read as 200.", "至少为 1；超过 200 按 200 处理。");
        }
        return new PageRequest(size == null ? DEFAULT : size, after, count);
    }

    public static PageRequest first(int limit) {
        return of(limit, null, false, "limit");
    }

    /// How many rows to select: one more than shown tells whether there is a next page.
    public int rows() {
        return limit + 1;
    }
}
