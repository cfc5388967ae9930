package io.kequn.pack;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.problem.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A language in which a pack has its names.
public enum PackLanguage {
    EN,
    ZH;

    static final Map<String, PackLanguage> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PackLanguage::text, Function.identity()));

    /// Chinese for a Chinese locale, English for any other.
    static PackLanguage of(Locale locale) {
        return Texts.pick(locale, "en", "zh").equals(ZH.text()) ? ZH : EN;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
