package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.INTERNAL;
import static io.kequn.platform.problem.ErrorCode.QUERY_INVALID;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.schema.GraphQLSchema;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.problem.Problem;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Sha256;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A result as it goes out. Each error carries a problem document, also those that the engine itself raises.
record GraphQLAnswer(boolean executed, int status, Map<String, @Nullable Object> body) {
    private static final Logger LOG = Logger.getLogger(GraphQLAnswer.class);

    // Of its own: an application's ObjectMapper may leave nulls out, and here they are answers.
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /// `status` is the one for a result without data: what the first error's problem says.
    static GraphQLAnswer of(ExecutionResult result, RequestInfo request, GraphQLSchema schema) {
        logFaults(result, request);
        var body = new LinkedHashMap<String, @Nullable Object>();
        var errors = result.getErrors().stream()
                .map(error -> hasProblem(error)
                        ? error(error)
                        : withProblem(error, refusal(error, result.isDataPresent(), schema), request))
                .toList();
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        return new GraphQLAnswer(result.isDataPresent(), result.isDataPresent() ? 200 : status(errors), body);
    }

    /// Whether it has all that was asked for.
    boolean isWhole() {
        return executed && !body.containsKey("errors");
    }

    /// The same with what the request has cost.
    GraphQLAnswer with(QueryMeter meter) {
        meter.cost().ifPresent(cost -> body.put("extensions", Map.of("cost", cost)));
        return this;
    }

    /// What tells this answer from another; what it has cost is no part of it.
    String etag() {
        return "\"" + HexFormat.of().formatHex(Sha256.of(json(without())), 0, 16) + "\"";
    }

    private Map<String, @Nullable Object> without() {
        var told = new LinkedHashMap<String, @Nullable Object>(body);
        told.remove("extensions");
        return told;
    }

    byte[] json() {
        return json(body);
    }

    private static byte[] json(Map<String, @Nullable Object> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> error(GraphQLError error) {
        var answer = new LinkedHashMap<>(error.toSpecification());
        answer.put("extensions", Map.of("problem", error.getExtensions().get("problem")));
        return answer;
    }

    private static Map<String, Object> withProblem(GraphQLError error, Refusal refusal, RequestInfo request) {
        var answer = new LinkedHashMap<>(error.toSpecification());
        answer.put("message", refusal.detail().in(request.locale()));
        answer.put("extensions", FetchFailures.extensions(refusal, request));
        return answer;
    }

    /// One entry for a request, though each row of a list may have raised the same error.
    private static void logFaults(ExecutionResult result, RequestInfo request) {
        result.getErrors().stream()
                .filter(error -> result.isDataPresent() && !hasProblem(error))
                .filter(error -> error.getErrorType() != ErrorType.ValidationError)
                .findFirst()
                .ifPresent(error ->
                        LOG.errorf("GraphQL error in request %s: %s", request.requestId(), error.getMessage()));
    }

    private static boolean hasProblem(GraphQLError error) {
        return error.getExtensions() != null && error.getExtensions().containsKey("problem");
    }

    /// Faults of the document come before execution; faulty argument values may show only while a field is read.
    static Refusal refusal(GraphQLError error, boolean executed, GraphQLSchema schema) {
        if (!executed) {
            return Unreadable.refusal(error, QUERY_INVALID, schema)
                    .orElseGet(() -> DocumentFaults.refusal(error, QUERY_INVALID, schema));
        }
        if (error.getErrorType() == ErrorType.ValidationError) {
            var words = DocumentFaults.words(error);
            return Unreadable.refusal(error, INPUT_INVALID, schema)
                    .orElseGet(() -> INPUT_INVALID.because(words.english(), words.chinese()));
        }
        return INTERNAL.because("Tell the operator the traceId; the logs say more.", "请将 traceId 告知运维人员，日志中有详情。");
    }

    private static int status(List<Map<String, Object>> errors) {
        return errors.stream()
                .map(error -> (Map<?, ?>) error.get("extensions"))
                .map(extensions -> (Problem) extensions.get("problem"))
                .mapToInt(Problem::status)
                .findFirst()
                .orElse(INTERNAL.status());
    }
}
