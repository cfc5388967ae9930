package io.kequn.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts header fields of answers right that the framework leaves as they are: media types go out without the
/// weights by which it chooses among them, and files to keep have a name.
final class AnswerFields {
    private static final String TYPE = "Content-Type";
    private static final Pattern WEIGHT = Pattern.compile(";\\s*qs=[^;]*");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Map<String, String> ENDINGS =
            Map.of(MediaTypes.CSV, ".csv", MediaTypes.NDJSON, ".ndjson", MediaTypes.YAML, ".yaml");

    private AnswerFields() {}

    static void complete(RoutingContext route) {
        var fields = route.response().headers();
        if (isGuarded(route) && !fields.contains("Vary", "Origin", true)) {
            fields.add("Vary", "Origin");
        }
        String type = fields.get(TYPE);
        if (type == null) {
            return;
        }
        if (type.contains("qs=")) {
            fields.set(TYPE, WEIGHT.matcher(type).replaceAll(""));
        }
        String ending = ending(type);
        if (ending != null && Authentication.guards(route.normalizedPath()) && isRead(route)) {
            fields.set("Content-Disposition", "attachment; filename=\"" + name(route.normalizedPath(), ending) + '"');
        }
    }

    /// By the address as it came: there are such that nobody can decode.
    private static boolean isGuarded(RoutingContext route) {
        @Nullable String path = route.request().path();
        return path != null && Authentication.guards(path);
    }

    private static boolean isRead(RoutingContext route) {
        var method = route.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static @Nullable String ending(String type) {
        int end = type.indexOf(';');
        return ENDINGS.get((end < 0 ? type : type.substring(0, end)).strip());
    }

    /// `/v1/segments/vip/members` becomes `segments-vip-members.csv`.
    private static String name(String path, String ending) {
        var name = UNSAFE.matcher(path.substring("/v1/".length())).replaceAll("-");
        return name.endsWith(ending) ? name : name + ending;
    }
}
