package io.kequn.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457). `traceId` names the request in the logs.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<Item> errors,
        @Nullable String traceId) {
    public static final String MEDIA_TYPE = "application/problem+json";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(String pointer, String code, String message, FieldError.@Nullable Position position) {}

    public static Problem of(Refusal refusal, Locale locale, @Nullable String traceId) {
        var code = refusal.code();
        var items = refusal.errors().stream()
                .map(error ->
                        new Item(error.pointer(), error.code(), error.message().in(locale), error.position()))
                .toList();
        return new Problem(
                "/problems/" + code.code(),
                code.title(locale),
                code.status(),
                refusal.detail().in(locale),
                code.code(),
                items,
                traceId);
    }
}
