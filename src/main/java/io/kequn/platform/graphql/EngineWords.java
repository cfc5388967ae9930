package io.kequn.platform.graphql;

import graphql.i18n.I18n;
import io.kequn.platform.value.Words;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the engine says in English, read back into what it means, so that it can be said in Chinese. The engine has
/// bundles for other languages, but says much outside of them, and [Unreadable] reads its English.
final class EngineWords {
    /// What is longer repeats what was sent, and is not searched.
    private static final int LONGEST = 2_000;

    private static final Pattern PARAMETER = Pattern.compile("\u0001(\\d)\u0001");
    private static final Properties CHINESE = Words.of("/graphql/zh.properties");
    private static final List<Phrase> PHRASES = Stream.concat(
                    Arrays.stream(I18n.BundleType.values()).flatMap(EngineWords::bundle), unbundled())
            .toList();

    private EngineWords() {}

    /// A phrase of the engine with the values that stood in it, by their numbers.
    ///
    /// @param key of the engine's bundles
    record Said(String key, List<String> values) {
        String chinese() {
            return new MessageFormat(CHINESE.getProperty(key), Locale.ROOT).format(values.toArray());
        }
    }

    /// @param parameters the numbers of its parameters, in the order in which they stand
    private record Phrase(String key, Pattern pattern, List<Integer> parameters) {
        /// By the pattern of `MessageFormat` that it is made from.
        static Phrase of(String key, String format) {
            var marks = IntStream.range(0, 10)
                    .mapToObj(number -> "\u0001" + number + "\u0001")
                    .toArray();
            var text = new MessageFormat(format, Locale.ROOT).format(marks).strip();
            var parameters = PARAMETER
                    .matcher(text)
                    .results()
                    .map(found -> Integer.valueOf(found.group(1)))
                    .toList();
            var pattern = "\\Q" + PARAMETER.matcher(text).replaceAll("\\\\E(.*?)\\\\Q") + "\\E";
            return new Phrase(key, Pattern.compile(pattern, Pattern.DOTALL), parameters);
        }

        Stream<Said> in(String message) {
            var found = pattern.matcher(message);
            return found.matches() ? Stream.of(new Said(key, values(found))) : Stream.empty();
        }

        private List<String> values(MatchResult found) {
            int last = parameters.stream().mapToInt(Integer::intValue).max().orElse(-1);
            return IntStream.rangeClosed(0, last)
                    .map(number -> parameters.indexOf(number) + 1)
                    .mapToObj(group -> group == 0 ? "" : found.group(group))
                    .toList();
        }
    }

    /// Empty where the engine has said something that is in none of its bundles, nor in ours.
    static Optional<Said> said(String message) {
        return message.length() > LONGEST
                ? Optional.empty()
                : PHRASES.stream().flatMap(phrase -> phrase.in(message.strip())).findFirst();
    }

    private static Stream<Phrase> bundle(I18n.BundleType type) {
        var bundle = ResourceBundle.getBundle("i18n." + type.name(), Locale.ROOT, I18n.class.getClassLoader());
        return bundle.keySet().stream().sorted().map(key -> Phrase.of(key, bundle.getString(key)));
    }

    private static Stream<Phrase> unbundled() {
        var english = Words.of("/graphql/en.properties");
        return english.stringPropertyNames().stream().sorted().map(key -> Phrase.of(key, english.getProperty(key)));
    }
}
