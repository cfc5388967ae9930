package io.kequn.platform.value;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// Texts of the service by their keys, from files that come with it.
public final class Words {
    private Words() {}

    /// Those of a file in UTF-8 on the class path, such as `/catalog/zh.properties`. It must be there.
    public static Properties of(String file) {
        try (var stream = Objects.requireNonNull(Words.class.getResourceAsStream(file), file);
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
