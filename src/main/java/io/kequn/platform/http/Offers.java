package io.kequn.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the contract that was generated at build time offers at a path: its methods, and the media types of its
/// answers. The framework names neither where it refuses a method or a media type, and too many methods to
/// `OPTIONS`.
@Singleton
class Offers {
    private static final String CONTRACT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private final Problems problems;
    private final Map<String, JsonNode> templates = new LinkedHashMap<>();

    Offers(ObjectMapper json, Problems problems) {
        this.problems = problems;
        try (var contract = Thread.currentThread().getContextClassLoader().getResourceAsStream(CONTRACT)) {
            JsonNode paths = contract == null
                    ? json.createObjectNode()
                    : json.readTree(contract).path("paths");
            paths.properties().forEach(path -> templates.put(path.getKey(), path.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers `OPTIONS`, and passes on everything else. The framework would name the methods of all paths of a class,
    /// and answer for paths that there are not.
    void tell(RoutingContext route) {
        var path = route.normalizedPath();
        if (!route.request().method().equals(HttpMethod.OPTIONS) || !Authentication.isBelow(path, "/v1")) {
            route.next();
            return;
        }
        var methods = methods(path);
        if (methods.isEmpty()) {
            problems.send(route, Failures.ofStatus(404, null));
            return;
        }
        var unused = route.response()
                .setStatusCode(204)
                .putHeader("Allow", methods.get())
                .end();
    }

    /// The methods of the path, comma-separated; empty where nothing is.
    Optional<String> methods(String path) {
        return at(path).map(Offers::methods);
    }

    /// The media types in which the path answers; empty where they are not known.
    List<String> mediaTypes(String path, String method) {
        var types = new ArrayList<String>();
        at(path).map(item -> item.path(read(method)).path("responses")).stream()
                .flatMap(answers -> answers.properties().stream())
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(
                        answer -> answer.getValue().path("content").fieldNames().forEachRemaining(types::add));
        return types;
    }

    /// The path with the names of its parameters in their places; empty where nothing is.
    Optional<String> template(String path) {
        return find(path).map(Map.Entry::getKey);
    }

    private Optional<JsonNode> at(String path) {
        return find(path).map(Map.Entry::getValue);
    }

    /// The first template that fits, fixed names before variables.
    private Optional<Map.Entry<String, JsonNode>> find(String path) {
        var parts = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
        return templates.entrySet().stream()
                .filter(template -> fits(template.getKey(), parts))
                .min(Comparator.comparingInt(template -> variables(template.getKey())));
    }

    private static String read(String method) {
        return method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
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

    private static boolean fits(String template, String[] parts) {
        String[] expected = template.split("/", -1);
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
