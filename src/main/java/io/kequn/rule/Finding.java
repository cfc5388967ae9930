package io.kequn.rule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something in a valid rule that its writer may not have meant.
///
/// @param condition the canonical print of the condition
/// @param pointer where the condition lies in the rule's JSON notation
/// @param offer what could be written instead, ready to paste; null if there is nothing to offer
public record Finding(
        Code code,
        String condition,
        String pointer,
        @Nullable String offer) {
    /// The kinds of findings. The constant's name in lower case is the public code.
    public enum Code {
        INCLUDES_MISSING("{0} also holds for customers without a value.", "{0} 也包含没有该值的客户。"),
        UNKNOWN_TAG("{0} names a tag that does not exist yet; nobody has it.", "{0} 使用了尚不存在的标签，没有客户拥有它。"),
        UNLISTED_VALUE(
                "{0} names a value that customers cannot get: it is none of those that the attribute takes.",
                "{0} 使用了该属性不接受的值，客户不会再得到该值。"),
        NEVER_BELOW_ZERO("{0} never holds: the value is never below 0.", "{0} 永远不成立：该值不会小于 0。"),
        SHARED_BOUNDARY(
                "A date exactly that many days ago is in both {0} and IN LAST.", "恰好在那一天的日期同时满足 {0} 和 IN LAST。"),
        EXACT_LENGTH("In {0} a month counts as 30 days and a year as 365.", "{0} 中一个月按 30 天、一年按 365 天计算。"),
        EMPTY_RANGE("{0} holds for nothing: the range ends before it begins.", "{0} 不会匹配任何值：范围的终点早于起点。"),
        NEVER_MISSING("{0} asks for a missing value, but every customer has one.", "{0} 判断缺失值，但每个客户都有该值。");

        private final String english;
        private final String chinese;

        Code(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }

        /// The stable public code, such as `includes_missing`.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One sentence for people, in Chinese for a Chinese locale and in English for any other.
    public String message(Locale locale) {
        return Messages.fill(Messages.isChinese(locale) ? code.chinese : code.english, List.of(condition));
    }
}
