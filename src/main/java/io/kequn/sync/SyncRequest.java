package io.kequn.sync;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.PATH_UNKNOWN;

import org.jspecify.annotations.Nullable;

/// What a client asks for: which feed, of whom, since when, and how much.
record SyncRequest(SyncFeed feed, SyncScope scope, @Nullable String since, boolean latest, int limit) {
    private static final int DEFAULT = 200;
    private static final int MOST = 1_000;

    static SyncRequest of(String feed, SyncQuery query) {
        var known = SyncFeed.of(feed)
                .orElseThrow(() -> PATH_UNKNOWN.because(
                        "There is no feed `" + feed
                                + "`; there are `customer-tags`, `segments`, `levels`, `points` and `customers`.",
                        "没有 `" + feed + "`；可同步 `customer-tags`、`segments`、`levels`、`points` 与 `customers`。"));
        if (query.since != null && query.latest) {
            throw INPUT_INVALID.at(
                    "latest", "Give either `since` or `latest`, not both.", "`since` 与 `latest` 只能指定一个。");
        }
        if (query.limit != null && query.limit < 1) {
            throw INPUT_INVALID.at(
                    "limit", "Must be at least 1; more than 1,000 is read as 1,000.", "至少为 1；超过 1,000 按 1,000 处理。");
        }
        return new SyncRequest(
                known,
                SyncScope.of(known, query.customer, query.segment, query.tagGroup),
                query.since,
                query.latest,
                query.limit == null ? DEFAULT : Math.min(query.limit, MOST));
    }

    /// What a token is bound to.
    String list() {
        return "sync " + feed.text() + " " + scope;
    }
}
