package io.kequn.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What would fit at a place, for people who read Chinese. Words of the language and names stay as they are.
final class ExpectedWords {
    private static final Map<Pattern, String> CHINESE = new LinkedHashMap<>();

    static {
        // Longer phrases come before those that they contain.
        say("an object with name, operator and value", "含 name、operator 和 value 的对象");
        say("an object with and, or, not, true, ", "对象，含以下之一：and、or、not、true、");
        say("a string, a number or a boolean", "字符串、数值或布尔值");
        say("a string with at least one character, or IS NULL", "至少一个字符的字符串，或用 IS NULL");
        say("a string in single quotes", "单引号字符串");
        say("a string", "字符串");
        say("an array", "数组");
        say("a whole number", "整数");
        say("a number from (\\S+) to (\\S+) with at most (\\d+) fraction digits", "$1 至 $2 之间、至多 $3 位小数的数值");
        say("a number of at most (\\d+) digits", "至多 $1 位的数值");
        say("a number", "数值");
        say("a rule", "规则");
        say("that tells the kind of rule", "（表明规则种类）");
        say("a key", "键");
        say("true or false", "true 或 false");
        say("a duration such as 30d or 12h", "时长，例如 30d 或 12h");
        say("a duration such as 30d", "时长，例如 30d");
        say("a day such as today or -1d, or one of >, >=, <, <=, BETWEEN", "日期，例如 today 或 -1d，或改用 >、>=、<、<=、BETWEEN");
        say("a day such as (\\S+) or -7d", "日期，例如 $1 或 -7d");
        say(", or an instant such as ", "，或时间，例如 ");
        say("days, weeks, months or years such as 30d", "天、周、月或年，例如 30d");
        say("an attribute that is stored, such as city", "已存储的属性，例如 city");
        say("a property that is declared to hold numbers", "声明为数值的属性");
        say("an attribute that is a date or an instant", "日期或时间类型的属性");
        say("a value that does not move with the clock", "不随时间变化的值");
        say("an operator such as = or IS NULL: (\\S+) is an attribute", "运算符，例如 = 或 IS NULL：$1 是属性");
        say("no type: that of (\\S+) is known", "无需 type：$1 的类型已知");
        say(" or a property: letters, digits and _, beginning with a letter", "，或属性名：以字母开头，含字母、数字和 _");
        say("the key of a published segment", "已发布客群的键");
        say("a closing quote", "右引号");
        say("two values", "两个值");
        say("at most (\\d+) days", "至多 $1 天");
        say("lower-case letters, digits, _ and -, at most 63", "小写字母、数字、_ 和 -，至多 63 个");
        say("literals, \\., ", "普通字符、.、");
        say("groups, ", "分组、");
        say("\\{m,n\\} up to 100", "{m,n}（不超过 100）");
        say("; at most (\\d+) characters", "；至多 $1 个字符");
        say("a name or value", "名称或值");
        say("the end", "规则结尾");
        say("the latitude", "纬度");
        say("the longitude", "经度");
        say("longer than (\\d+) characters", "超过 $1 个字符");
        say("empty", "空");
        say("more than (\\d+) repeats", "重复超过 $1 次");
        say("it is too large with its repeats", "展开重复后过大");
        say("all expressions of the rule together are too large", "规则的所有正则表达式合计过大");
        say("(\\d+) characters", "$1 个字符");
        say("(\\d+) words", "$1 个词");
        say("(\\d+) JSON values", "$1 个 JSON 值");
        say("(\\(\\?|\\\\.) is not known", "无法识别 $1");
        say("(\\S) stands alone; write (\\\\\\S)", "$1 单独出现；请写作 $2");
        say("it ends with \\\\", "以 \\\\ 结尾");
        say("it is not well-formed", "格式有误");
        say("\\[ is not closed or is empty", "[ 未闭合或为空");
        say("\\[ stands inside \\[\\.\\.\\.\\]; write \\\\\\[", "[...] 内的 [ 须写作 \\\\[");
        say("\\^ or \\$ is repeated", "^ 或 \\$ 被重复");
        say("a bracket is closed that was not opened", "右括号没有对应的左括号");
        say("a group is not closed", "分组未闭合");
        say("a range in \\[\\.\\.\\.\\] is not in order", "[...] 中的范围次序有误");
        say("a repeat is repeated", "重复被再次重复");
        say("an alternative or group is empty", "分支或分组为空");
        say("\\{m,n\\} is not complete or not in order", "{m,n} 不完整或次序有误");
        say("\\{m,n\\} needs numbers", "{m,n} 须为数字");
    }

    private ExpectedWords() {}

    private static void say(String english, String chinese) {
        var before = Character.isLetter(english.charAt(0)) ? "(?<![\\w'])" : "";
        var after = Character.isLetter(english.charAt(english.length() - 1)) ? "(?![\\w'])" : "";
        CHINESE.put(Pattern.compile(before + english + after), chinese);
    }

    /// What a message is filled with: a phrase of ours in Chinese, what the rule itself says as it is.
    static String argument(String argument) {
        return CHINESE.entrySet().stream()
                .map(phrase -> Map.entry(phrase.getKey().matcher(argument), phrase.getValue()))
                .filter(phrase -> phrase.getKey().matches())
                .findFirst()
                .map(phrase -> phrase.getKey().replaceAll(phrase.getValue()))
                .orElse(argument);
    }

    static String inChinese(String expected) {
        String text = expected;
        for (var phrase : CHINESE.entrySet()) {
            text = phrase.getKey().matcher(text).replaceAll(phrase.getValue());
        }
        return text;
    }
}
