package io.kequn.sync;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.value.Ids;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whose changes a client follows: those of some customers, of a segment's members, of the tags of a group.
/// Null and an empty list restrict nothing; together they all do.
record SyncScope(
        List<UUID> customers,
        @Nullable String segment,
        @Nullable String tagGroup) {
    private static final int MOST_CUSTOMERS = 100;

    SyncScope {
        customers = List.copyOf(new TreeSet<>(customers));
    }

    static SyncScope of(
            SyncFeed feed, @Nullable List<String> customers, @Nullable String segment, @Nullable String tagGroup) {
        if (tagGroup != null && feed != SyncFeed.CUSTOMER_TAGS) {
            throw INPUT_INVALID.at(
                    "tagGroup", "Only `customer-tags` can be restricted to a tag group.", "仅 `customer-tags` 可按标签组限定。");
        }
        var ids = customers == null ? List.<String>of() : customers;
        if (ids.size() > MOST_CUSTOMERS) {
            throw INPUT_INVALID.at(
                    "customer", "At most 100 customers; take a segment for more.", "最多 100 个客户；更多时请使用客群。");
        }
        return new SyncScope(ids.stream().map(SyncScope::id).toList(), segment, tagGroup);
    }

    private static UUID id(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> INPUT_INVALID.at(
                        "customer",
                        "Must be a customer's id; a name such as `pos:17` may lead to another customer later.",
                        "须为客户编号；`pos:17` 之类的名称日后可能指向其他客户。"));
    }
}
