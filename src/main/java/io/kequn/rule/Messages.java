package io.kequn.rule;

import java.util.List;
import java.util.Locale;

/// Fills message templates. Any language but Chinese reads English.
final class Messages {
    /// A rule may be long; a message repeats no more of it than this.
    private static final int LONGEST = 80;

    private Messages() {}

    static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    static String fill(String template, List<String> arguments) {
        StringBuilder message = new StringBuilder();
        int from = 0;
        for (int at = template.indexOf('{'); at >= 0; at = template.indexOf('{', from)) {
            int close = template.indexOf('}', at);
            message.append(template, from, at);
            message.append(shortened(arguments.get(Integer.parseInt(template.substring(at + 1, close)))));
            from = close + 1;
        }
        return message.append(template, from, template.length()).toString();
    }

    static String shortened(String text) {
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        return points.length <= LONGEST ? text : new String(points, 0, LONGEST) + "…";
    }
}
