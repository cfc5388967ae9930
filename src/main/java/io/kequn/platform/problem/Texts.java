package io.kequn.platform.problem;

import java.util.Locale;

/// Chooses the language of a text for people.
public final class Texts {
    private Texts() {}

    public static String pick(Locale locale, String english, String chinese) {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? chinese : english;
    }
}
