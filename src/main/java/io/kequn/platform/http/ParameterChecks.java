package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.problem.EmptyFilters;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.problem.Refusal;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses parameters of the address that the method asked for does not read, and values of another type than it
/// reads. The framework would pass over the former, so that a misspelt `dryRun` were carried out; of the latter it
/// takes every text but `true` for false, answers a wrong number with "not found", and passes over what is empty.
class ParameterChecks {
    private static final int LONGEST_NAME = 100;

    private final Map<Method, Parameters> known = new ConcurrentHashMap<>();

    /// What a method reads of the address, by name.
    private record Parameters(Map<String, Class<?>> query, Map<String, Class<?>> path) {}

    @ServerRequestFilter
    void check(ResourceInfo resource, UriInfo address) {
        var read = known.computeIfAbsent(resource.getResourceMethod(), ParameterChecks::parameters);
        address.getQueryParameters().forEach((name, values) -> checkQuery(read, name, values));
        read.path()
                .forEach((name, type) ->
                        checkValue(name, type, address.getPathParameters().getFirst(name)));
    }

    private static void checkQuery(Parameters read, String name, List<String> values) {
        var type = read.query().get(name);
        if (type == null) {
            throw unknown(read.query(), name);
        }
        if (values.size() > 1 && type != List.class) {
            throw INPUT_INVALID.at(name, "Is there twice.", "参数重复。");
        }
        if (type == String.class || type == List.class) {
            values.forEach(value -> EmptyFilters.check(name, name, value));
        }
        checkValue(name, type, values.getFirst());
    }

    private static void checkValue(String name, Class<?> type, String value) {
        if (type == boolean.class && !value.equals("true") && !value.equals("false")) {
            throw INPUT_INVALID.at(name, "Must be `true` or `false`.", "须为 `true` 或 `false`。");
        }
        if ((type == int.class || type == Integer.class) && !value.matches("\\d{1,9}")) {
            throw INPUT_INVALID.at(name, "Must be a whole number of at least 1.", "须为不小于 1 的整数。");
        }
        if (type == LocalDate.class && !isDate(value)) {
            throw INPUT_INVALID.at(
                    name, "Must be a date that exists, such as `2026-01-31`.", "须为真实存在的日期，例如 `2026-01-31`。");
        }
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Refusal unknown(Map<String, Class<?>> known, String name) {
        var shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        if (known.isEmpty()) {
            return INPUT_INVALID.at(shown, "This path has no query parameters.", "该路径没有查询参数。");
        }
        var all = "`" + String.join("`, `", known.keySet()) + "`";
        return Nearest.to(name, known.keySet())
                .map(near -> INPUT_INVALID.at(
                        shown, "Is no parameter here; did you mean `" + near + "`?", "没有该参数；您是否想用 `" + near + "`？"))
                .orElseGet(() -> INPUT_INVALID.at(
                        shown, "Is no parameter here; there are " + all + ".", "没有该参数；可用参数：" + all + "。"));
    }

    private static Parameters parameters(Method method) {
        var query = new TreeMap<String, Class<?>>();
        var path = new TreeMap<String, Class<?>>();
        for (var parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(RestQuery.class)) {
                query.put(name(parameter), parameter.getType());
            }
            if (parameter.isAnnotationPresent(RestPath.class)) {
                path.put(parameter.getName(), parameter.getType());
            }
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                putFields(query, parameter.getType());
            }
        }
        return new Parameters(query, path);
    }

    private static String name(Parameter parameter) {
        var given = parameter.getAnnotation(RestQuery.class).value();
        return given.isEmpty() ? parameter.getName() : given;
    }

    private static void putFields(Map<String, Class<?>> query, Class<?> bean) {
        for (var field : bean.getDeclaredFields()) {
            if (field.isAnnotationPresent(QueryParam.class)) {
                query.put(field.getAnnotation(QueryParam.class).value(), field.getType());
            }
        }
    }
}
