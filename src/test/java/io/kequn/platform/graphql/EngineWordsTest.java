package io.kequn.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.i18n.I18n;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All that the engine can say has its words in Chinese, also after the engine is renewed.
class EngineWordsTest {
    static Stream<Said> phrases() {
        return Arrays.stream(I18n.BundleType.values())
                .map(type -> ResourceBundle.getBundle("i18n." + type, Locale.ROOT, I18n.class.getClassLoader()))
                .flatMap(bundle -> bundle.keySet().stream().map(key -> Said.of(key, bundle.getString(key))));
    }

    /// @param values those that the phrase has a place for
    record Said(String key, String english, List<String> values) {
        static Said of(String key, String format) {
            return new Said(
                    key,
                    new MessageFormat(format, Locale.ROOT).format(new Object[] {"a-0", "b-1", "c-2", "d-3", "e-4"}),
                    IntStream.range(0, 5)
                            .filter(number -> format.contains("{" + number + "}"))
                            .mapToObj(number ->
                                    List.of("a-0", "b-1", "c-2", "d-3", "e-4").get(number))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("phrases")
    void phraseOfTheEngineIsSaidInChineseWithAllItsValues(Said said) {
        var chinese = EngineWords.said(said.english()).orElseThrow().chinese();

        assertThat(chinese)
                .contains(said.values())
                .containsPattern("[\\u4e00-\\u9fff]")
                .doesNotContain("{", "null");
        assertThat(Stream.of("a-0", "b-1", "c-2", "d-3", "e-4")
                        .filter(chinese::contains)
                        .toList())
                .containsExactlyElementsOf(said.values());
    }
}
