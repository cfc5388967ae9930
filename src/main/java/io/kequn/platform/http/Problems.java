package io.kequn.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.Problem;
import io.kequn.platform.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;

/// Writes refusals as problem documents, in the caller's language, the same from every layer.
@Singleton
public class Problems {
    private static final Map<ErrorCode, Map<String, String>> FIELDS = Map.of(
            ErrorCode.CREDENTIAL_INVALID, Map.of("WWW-Authenticate", "Bearer realm=\"kequn\""),
            ErrorCode.REQUEST_RUNNING, Map.of("Retry-After", "1"),
            ErrorCode.TOO_MANY_STREAMS, Map.of("Retry-After", "10"),
            ErrorCode.UNAVAILABLE, Map.of("Retry-After", "1"),
            ErrorCode.OUTCOME_UNKNOWN, Map.of("Retry-After", "1"));

    private final ObjectMapper json;

    Problems(ObjectMapper json) {
        this.json = json;
    }

    /// The document as text.
    public String document(Refusal refusal) {
        var request = RequestInfo.current();
        try {
            return json.writeValueAsString(Problem.of(refusal, request.locale(), request.traceId()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The header fields that belong to the refusal.
    static Map<String, String> fields(Refusal refusal) {
        return FIELDS.getOrDefault(refusal.code(), Map.of());
    }

    /// Answers the request with the refusal, unless it was answered already.
    public void send(RoutingContext route, Refusal refusal) {
        if (route.response().ended() || route.response().headWritten()) {
            route.request().connection().close();
            return;
        }
        var unused = send(route.response(), refusal);
    }

    /// Writes the refusal as the whole response, whose head nobody has written yet.
    Future<Void> send(HttpServerResponse response, Refusal refusal) {
        fields(refusal).forEach(response::putHeader);
        return response.setStatusCode(refusal.code().status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Content-Language", RequestInfo.current().locale().getLanguage())
                .putHeader("Cache-Control", "no-store")
                .end(document(refusal));
    }
}
