package io.kequn.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The questions that dashboard and alerts ask Prometheus, and what they name.
final class Queries {
    private static final Path MONITORING = Path.of("k8s", "monitoring");
    private static final Pattern METRIC = Pattern.compile("([a-z][a-z0-9_]*)(\\{[^}]*})?(?:\\[[^]]*])?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!~|!=|=)");

    private Queries() {}

    /// A metric that a query names, with the labels by which it chooses among its samples.
    record Use(String query, String metric, Set<String> labels) {}

    static List<String> ofDashboard() {
        return expressions(read(new ObjectMapper(), "dashboard.json"));
    }

    static List<String> ofAlerts() {
        return expressions(read(new ObjectMapper(new YAMLFactory()), "alerts.yaml"));
    }

    private static JsonNode read(ObjectMapper reader, String file) {
        try {
            return reader.readTree(MONITORING.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> expressions(JsonNode document) {
        return document.findValues("expr").stream().map(JsonNode::asText).toList();
    }

    static Stream<Use> uses(String query) {
        // What groups samples names labels, and durations and quantiles are no names.
        var plain = query.replaceAll("\\b(by|without)\\s*\\([^)]*\\)", " ");
        var found = new ArrayList<Use>();
        var matcher = METRIC.matcher(plain.replaceAll("\\[[^]]*]", ""));
        while (matcher.find()) {
            var rest =
                    plain.replaceAll("\\[[^]]*]", "").substring(matcher.end()).stripLeading();
            boolean call = matcher.group(2) == null && rest.startsWith("(");
            if (!call && matcher.group(1).contains("_")) {
                found.add(new Use(query, matcher.group(1), labels(matcher.group(2))));
            }
        }
        return found.stream();
    }

    private static Set<String> labels(String selector) {
        var labels = new TreeSet<String>();
        if (selector != null) {
            var matcher = MATCHER.matcher(selector);
            while (matcher.find()) {
                labels.add(matcher.group(1));
            }
        }
        return labels;
    }
}
