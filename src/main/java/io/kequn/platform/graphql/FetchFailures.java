package io.kequn.platform.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.kequn.platform.http.Failures;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.problem.Problem;
import io.kequn.platform.problem.Refusal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What a field answers when its service refuses or fails: the problem document under `extensions.problem`. A refusal
/// is an answer and is not logged; anything else is logged once and shown without its text.
final class FetchFailures implements DataFetcherExceptionHandler {
    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failure) {
        var environment = failure.getDataFetchingEnvironment();
        var error = error(
                GraphqlErrorBuilder.newError(environment),
                Failures.refusal(failure.getException()),
                environment.getGraphQlContext());
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    static GraphQLError error(GraphqlErrorBuilder<?> error, Refusal refusal, GraphQLContext context) {
        RequestInfo request = context.get(RequestInfo.class);
        return error.message("%s", message(refusal, request))
                .errorType(ErrorClassification.errorClassification("Refusal"))
                .extensions(extensions(refusal, request))
                .build();
    }

    /// What Apollo's clients look for is in their words, for which they send the document or stop to send digests.
    private static String message(Refusal refusal, RequestInfo request) {
        return switch (refusal.code()) {
            case PERSISTED_QUERY_NOT_FOUND -> "PersistedQueryNotFound";
            case PERSISTED_QUERY_NOT_SUPPORTED -> "PersistedQueryNotSupported";
            default -> refusal.detail().in(request.locale());
        };
    }

    /// What an error carries beside its message: the same document that REST answers with.
    static Map<String, Object> extensions(Refusal refusal, RequestInfo request) {
        return Map.of("problem", Problem.of(refusal, request.locale(), request.traceId()));
    }
}
