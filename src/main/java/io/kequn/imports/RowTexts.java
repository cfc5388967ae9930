package io.kequn.imports;

import io.kequn.platform.problem.Text;

/// Sentences about rows that are said in more than one place.
final class RowTexts {
    static final Text REQUIRED = new Text("Is required.", "必填。");
    static final Text NO_ID = new Text("Must be 1 to 255 characters, on one line.", "须为 1 至 255 个单行字符。");
    static final Text TOO_MANY_LINES =
            new Text("The order has more lines than an order can have: 1000.", "订单行数超过上限 1000。");

    private RowTexts() {}
}
