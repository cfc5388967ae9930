package io.kequn.platform.problem;

import java.util.Locale;

/// One sentence for people, in English and Chinese.
public record Text(String english, String chinese) {
    public String in(Locale locale) {
        return Texts.pick(locale, english, chinese);
    }
}
