package io.kequn.explanation;

import io.kequn.explanation.SegmentExplanation.Unknown;
import io.kequn.platform.problem.Text;
import java.util.Locale;

/// Why it cannot be told whether a condition held. The constant's name in lower case is the public code.
enum Unknowable {
    NOT_RECORDED("The service did not know the customer yet.", "当时系统中尚无该客户。"),
    MERGED(
            "Two customers were merged since; what belonged to which of them then is not kept.",
            "此后客户发生合并；合并前各自的数据未予保留。"),
    CHANGED(
            "An order of then has since been sent anew with other contents, or as another customer's; the earlier ones"
                    + " are not kept.",
            "当时的订单此后以不同内容重新发送，或已归属其他客户；原内容未予保留。"),
    NOT_KEPT("Earlier values of this are not kept.", "该项的历史值未予保留。"),
    RULE_UNREADABLE("The rule of then names what is no more.", "当时的规则引用了现已不存在的内容。");

    private final String english;
    private final String chinese;

    Unknowable(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    Unknown in(Locale locale) {
        return new Unknown(name().toLowerCase(Locale.ROOT), new Text(english, chinese).in(locale));
    }
}
