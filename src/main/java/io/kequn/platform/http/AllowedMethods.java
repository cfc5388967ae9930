package io.kequn.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which methods a path has, for the `Allow` field that the framework leaves out of its `405`. Read from the contract
/// that was generated at build time, which lists all of them.
@Singleton
class AllowedMethods {
    private static final String CONTRACT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private final Map<String, String> methods = new LinkedHashMap<>();

    AllowedMethods(ObjectMapper json) {
        try (var contract = Thread.currentThread().getContextClassLoader().getResourceAsStream(CONTRACT)) {
            JsonNode paths = contract == null
                    ? json.createObjectNode()
                    : json.readTree(contract).path("paths");
            paths.properties().forEach(path -> methods.put(path.getKey(), methods(path.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The methods of the path, comma-separated; those of the first template that fits, fixed names before variables.
    String of(String path) {
        return methods.entrySet().stream()
                .filter(template -> fits(template.getKey(), path))
                .min((a, b) -> Integer.compare(variables(a.getKey()), variables(b.getKey())))
                .map(Map.Entry::getValue)
                .orElse("OPTIONS");
    }

    private static String methods(JsonNode path) {
        var names = new TreeSet<String>();
        path.fieldNames().forEachRemaining(name -> names.add(name.toUpperCase(Locale.ROOT)));
        names.add("OPTIONS");
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return names.stream()
                .filter(name -> name.matches("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"))
                .collect(Collectors.joining(", "));
    }

    private static boolean fits(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] parts = path.split("/", -1);
        if (expected.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!expected[i].startsWith("{") && !expected[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static int variables(String template) {
        return template.split("\\{", -1).length;
    }
}
