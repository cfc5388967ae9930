package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// The sources have one format. A test and not a Maven plugin, because a plugin's formatter runs in Maven's own
/// Java 17, which cannot parse language level 21. `mvn -Dtest=FormatTest -Dformat test` writes the format.
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void sourcesAreFormatted() throws Exception {
        var unformatted = new ArrayList<Path>();
        try (var files = Files.walk(Path.of("src"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (differs(file)) {
                    unformatted.add(file);
                }
            }
        }

        assertThat(unformatted)
                .as("mend with: mvn -Dtest=FormatTest -Dformat test")
                .isEmpty();
    }

    private static boolean differs(Path file) throws IOException, FormatterException {
        var source = Files.readString(file);
        var formatted = FORMATTER.formatSource(ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR));
        if (source.equals(formatted)) {
            return false;
        }
        if (System.getProperty("format") == null) {
            return true;
        }
        Files.writeString(file, formatted);
        return false;
    }
}
