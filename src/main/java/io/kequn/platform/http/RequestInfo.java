package io.kequn.platform.http;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every answer needs to know of its request, even before anyone is known to call.
public record RequestInfo(String requestId, Locale locale) {
    static final String HEADER = "X-Request-Id";

    private static final Object KEY = RequestInfo.class;
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._:+/=-]{1,100}");
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    static RequestInfo of(HttpServerRequest request) {
        String sent = request.getHeader(HEADER);
        return new RequestInfo(
                sent != null && SANE_ID.matcher(sent).matches()
                        ? sent
                        : UUID.randomUUID().toString(),
                language(request.getHeader("Accept-Language")));
    }

    /// That of the running request; a fresh one outside any.
    public static RequestInfo current() {
        Context context = Vertx.currentContext();
        RequestInfo info = context == null ? null : context.getLocal(KEY);
        return info == null ? new RequestInfo(UUID.randomUUID().toString(), Locale.ENGLISH) : info;
    }

    /// What names the request in traces, or where none are made, in the logs alone.
    public String traceId() {
        var span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : requestId;
    }

    /// Makes it the one of the running request; `context` is that request's own.
    public static void set(Context context, RequestInfo info) {
        context.putLocal(KEY, info);
    }

    private static Locale language(@Nullable String header) {
        if (header == null) {
            return Locale.ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
