package io.kequn.tag;

import io.kequn.platform.problem.Inputs;
import java.util.Objects;
import java.util.stream.Stream;

/// What a bulk command may ask for.
final class BulkChecks {
    private static final int MOST = 100_000;

    private BulkChecks() {}

    static void check(BulkAssignment bulk) {
        var inputs = new Inputs();
        var customers = bulk.customers();
        inputs.require(
                Stream.of(customers, bulk.segment(), bulk.filter())
                                .filter(Objects::nonNull)
                                .count()
                        == 1,
                "/customers",
                "Name either `customers`, a `segment` or a `filter`.",
                "请指定 `customers`、`segment` 或 `filter` 其中之一。");
        inputs.require(
                customers == null || !customers.isEmpty(), "/customers", "Name at least one customer.", "请至少指定一位客户。");
        inputs.require(
                customers == null || customers.size() <= MOST,
                "/customers",
                "At most 100,000 customers at once.",
                "一次最多 100,000 位客户。");
        for (int i = 0; customers != null && i < Math.min(customers.size(), MOST) && inputs.ok(); i++) {
            inputs.given("/customers/" + i, customers.get(i));
        }
        if (bulk.segment() != null) {
            inputs.key("/segment", bulk.segment());
        }
        // A filter without text would select everyone.
        inputs.require(bulk.filter() == null || !bulk.filter().isBlank(), "/filter", "Write a rule.", "请填写规则。");
        TagEdits.checkSource(inputs, bulk.source());
        inputs.require(
                !bulk.removes() || bulk.expiresAt() == null,
                "/expiresAt",
                "Only tags that are added expire.",
                "仅添加标签时可设置到期时间。");
        inputs.check();
    }
}
