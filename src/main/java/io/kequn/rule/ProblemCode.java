package io.kequn.rule;

import java.util.List;
import java.util.Locale;

/// Every way the language refuses a rule. The constant's name in lower case is the public code. `{0}` and `{1}` in a
/// message stand for what the rule said.
public enum ProblemCode {
    SYNTAX_ERROR("The rule cannot be read at {0}.", "规则在 {0} 处无法解析。"),
    TOO_LONG("The rule is longer than {0}.", "规则超过了 {0} 的长度上限。"),
    TOO_DEEP("The rule is nested deeper than {0} levels.", "规则的嵌套超过 {0} 层。"),
    TOO_MANY_CONDITIONS("The rule has more than {0} conditions.", "规则的条件超过 {0} 个。"),
    TOO_MANY_VALUES("The list has more than {0} values.", "列表的值超过 {0} 个。"),
    CONTROL_CHARACTER("The rule contains the control character {0}.", "规则包含控制字符 {0}。"),
    EMPTY_STRING("An empty string is a missing value; it cannot be compared.", "空字符串视为缺失值，不能用于比较。"),
    EMPTY_LIST("The list is empty.", "列表为空。"),
    UNKNOWN_ATTRIBUTE("There is no attribute {0}.", "没有名为 {0} 的属性。"),
    UNKNOWN_FUNCTION("There is no function {0}.", "没有名为 {0} 的函数。"),
    UNKNOWN_PARAMETER("{1} has no parameter {0}.", "{1} 没有名为 {0} 的参数。"),
    DUPLICATE_PARAMETER("The parameter {0} appears twice.", "参数 {0} 重复出现。"),
    UNKNOWN_SEGMENT("There is no published segment {0}.", "没有名为 {0} 的已发布客群。"),
    UNKNOWN_LAYER_SET("There is no layer set {0}.", "没有名为 {0} 的分层。"),
    UNKNOWN_LAYER("{1} has no layer {0}.", "{1} 没有名为 {0} 的层级。"),
    UNKNOWN_OPERATOR("There is no operator {0}.", "没有名为 {0} 的运算符。"),
    OPERATOR_NOT_ALLOWED("{0} is not allowed on {1}.", "{1} 不支持 {0}。"),
    TYPE_MISMATCH("{0} does not fit {1}.", "{0} 与 {1} 的类型不符。"),
    UNKNOWN_VALUE("{0} is not a value of {1}.", "{0} 不是 {1} 的可选值。"),
    VALUE_OUT_OF_RANGE("{0} is out of range for {1}.", "{0} 超出了 {1} 的范围。"),
    TOO_MANY_DIGITS("{0} has more fraction digits than {1} allows.", "{0} 的小数位数超过 {1} 允许的位数。"),
    INVALID_DATE("{0} is not a date that exists.", "{0} 不是有效的日期。"),
    INVALID_DURATION("{0} is not a duration.", "{0} 不是有效的时长。"),
    INVALID_KEY("{0} is not a key.", "{0} 不是有效的标识。"),
    RANGE_TOO_LONG("The range to {0} is too long.", "到 {0} 的范围过长。"),
    UNKNOWN_PERIOD("There is no period {0}.", "没有名为 {0} 的时间段。"),
    REGEX_UNSUPPORTED("The regular expression {0} cannot be used: {1}.", "正则表达式 {0} 不可用：{1}。"),
    UNKNOWN_FIELD("The field {0} is not expected here.", "此处不应出现字段 {0}。"),
    MISSING_FIELD("The field {0} is missing.", "缺少字段 {0}。");

    private final String english;
    private final String chinese;

    ProblemCode(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /// The stable public code, such as `unknown_attribute`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String message(Locale locale, List<String> arguments) {
        return Messages.fill(Messages.isChinese(locale) ? chinese : english, arguments);
    }
}
