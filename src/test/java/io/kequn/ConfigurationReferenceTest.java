package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `CONFIGURATION.md` is written from the settings in the code: their names, types, defaults and comments.
/// `mvn -Dtest=ConfigurationReferenceTest -Dcontract.update test` writes it anew.
class ConfigurationReferenceTest {
    private static final Path COMMITTED = Path.of("CONFIGURATION.md");
    private static final String BEGIN = """
            # Configuration reference

            Written from the code by `ConfigurationReferenceTest`. What you need to begin with, and in Chinese, is under
            "Configuration" in the [README](README.md#configuration). Each is given with `-D`, as an environment variable, or
            in `config/application.properties`. Spans of time are ISO-8601 without the `P` (`30S`, `10M`, `6H`, `30D`), sizes
            of memory may end in `K` and `M`, and lists have commas.
            """;

    @Test
    void referenceIsThatOfTheCode() throws IOException {
        var written = BEGIN
                + settings().stream().map(ConfigurationReferenceTest::section).collect(Collectors.joining());
        if (System.getProperty("contract.update") != null) {
            Files.writeString(COMMITTED, written);
        }

        assertThat(written)
                .as("Settings have changed. Run: mvn -Dtest=ConfigurationReferenceTest -Dcontract.update test")
                .isEqualTo(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "");
    }

    @Test
    void everySettingSaysWhatItIs() {
        assertThat(settings())
                .hasSizeGreaterThan(10)
                .allSatisfy(group ->
                        assertThat(section(group)).doesNotContain("|  |").doesNotContain("`\n\n\n"));
    }

    private static List<Class<?>> settings() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.kequn").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted(Comparator.comparing(ConfigurationReferenceTest::prefix))
                        .toList();
    }

    private static String prefix(Class<?> group) {
        return group.getAnnotation(ConfigMapping.class).prefix();
    }

    private static String section(Class<?> group) {
        var source = source(group);
        var rows = Arrays.stream(group.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(method -> source.indexOf(" " + method.getName() + "();")))
                .map(method -> row(prefix(group), method, source))
                .collect(Collectors.joining());
        return "\n## `" + prefix(group) + "`\n" + comment(source, "interface " + group.getSimpleName()) + "\n\n"
                + "| property | environment | type | default | what it says |\n| --- | --- | --- | --- | --- |\n"
                + rows;
    }

    private static String row(String prefix, Method method, String source) {
        var named = method.getAnnotation(WithName.class);
        var name = prefix + "." + (named == null ? kebab(method.getName()) : named.value());
        var given = method.getAnnotation(WithDefault.class);
        return "| `" + name + "` | `" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + "` | "
                + type(method.getGenericReturnType()) + " | " + (given == null ? "none" : "`" + given.value() + "`")
                + " | " + comment(source, " " + method.getName() + "();").replace("|", "\\|") + " |\n";
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType of) {
            var inner = type(of.getActualTypeArguments()[0]);
            return of.getRawType() == Optional.class ? inner : "list of " + inner;
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "String" -> "text";
            case "int", "long" -> "whole number";
            case "double" -> "number";
            case "boolean" -> "`true` or `false`";
            case "Duration" -> "span of time";
            case "MemorySize" -> "size of memory";
            case String other -> other.toLowerCase(Locale.ROOT);
        };
    }

    private static String source(Class<?> group) {
        try {
            return Files.readString(Path.of("src/main/java", group.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines of comment above the line that has the text, and above its annotations.
    private static String comment(String source, String text) {
        var comment = Pattern.compile("((?:^ *///.*\n)+)(?:^ *@.*\n)*^.*" + Pattern.quote(text), Pattern.MULTILINE)
                .matcher(source);
        return comment.find()
                ? comment.group(1)
                        .lines()
                        .map(line -> line.strip().substring(3).strip())
                        .collect(Collectors.joining(" "))
                : "";
    }
}
