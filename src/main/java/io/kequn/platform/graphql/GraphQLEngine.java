package io.kequn.platform.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.GraphqlErrorBuilder;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.PersonalReads;
import io.kequn.platform.http.RequestInfo;
import io.kequn.platform.problem.Refusal;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.smallrye.graphql.cdi.producer.GraphQLProducer;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.smallrye.graphql.schema.model.Schema;
import jakarta.inject.Singleton;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Runs GraphQL requests on the schema that SmallRye builds, with our limits, errors and batches. It stands in
/// for SmallRye's `ExecutionService`, which parses each new document three times, keeps 2,048 documents of any
/// length, and mixes up the arguments of batched fields (see [BatchLoaders]).
@Singleton
class GraphQLEngine {
    /// How a request has come, and with that what it may do.
    enum Transport {
        GET,
        POST,
        SOCKET
    }

    /// Fields that show what is sealed; a document without one opens it for nobody.
    private static final Pattern SHOWS_PERSONS = Pattern.compile("\\b(email|phone|custom|content|personExport)\\b");

    private final GraphQLSchema schema;
    private final GraphQL graphQL;
    private final BatchLoaders loaders;
    private final ParserOptions parsing;
    private final NamedDocuments documents;
    private final Documents parsed;

    GraphQLEngine(GraphQLProducer producer, Schema model, GraphQLConfig limits, NamedDocuments documents) {
        this.documents = documents;
        parsed = new Documents(limits);
        UnusedTypes.remove(model);
        JavaNullness.apply(model);
        StrictNumbers.register();
        StrictTimes.register();
        schema = producer.initialize(model);
        loaders = new BatchLoaders(model);
        graphQL = GraphQL.newGraphQL(schema)
                .instrumentation(new QueryLimits(limits))
                .defaultDataFetcherExceptionHandler(new FetchFailures())
                .preparsedDocumentProvider(parsed)
                .build();
        parsing = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxTokens(limits.tokens()).maxWhitespaceTokens(10 * limits.tokens()));
    }

    GraphQLSchema schema() {
        return schema;
    }

    /// The result, never a failure that a caller could have caused. What the transport cannot carry is refused. To be
    /// called with the bean scope `requestScope` active, which is active again when the document is known.
    CompletableFuture<ExecutionResult> execute(
            GraphQLRequest request,
            Transport transport,
            RequestInfo info,
            ContextState requestScope,
            QueryMeter meter) {
        return documents
                .resolve(request, Caller.current())
                .subscribeAsCompletionStage()
                .thenCompose(named -> within(requestScope, () -> run(named, transport, info, requestScope, meter)))
                .exceptionallyCompose(failure -> unnamed(failure, info));
    }

    /// For a document that is not known, or may not be run: an answer as any other, since clients that send a digest
    /// look for it there, and go on.
    private static CompletableFuture<ExecutionResult> unnamed(Throwable failure, RequestInfo info) {
        if (!(failure.getCause() instanceof Refusal refusal)) {
            return CompletableFuture.failedFuture(failure);
        }
        var error = FetchFailures.error(
                GraphqlErrorBuilder.newError(), refusal, GraphQLContext.of(Map.of(RequestInfo.class, info)));
        return CompletableFuture.completedFuture(
                ExecutionResultImpl.newExecutionResult().addError(error).build());
    }

    /// How documents are read.
    ParserOptions parsing() {
        return parsing;
    }

    /// Those that are parsed, and how large they may be.
    Documents parsed() {
        return parsed;
    }

    private static <T> T within(ContextState scope, Supplier<T> work) {
        var beans = Arc.container().requestContext();
        if (beans.isActive()) {
            return work.get();
        }
        beans.activate(scope);
        try {
            return work.get();
        } finally {
            beans.deactivate();
        }
    }

    private CompletableFuture<ExecutionResult> run(
            GraphQLRequest request,
            Transport transport,
            RequestInfo info,
            ContextState requestScope,
            QueryMeter meter) {
        if (!SHOWS_PERSONS.matcher(request.text()).find()) {
            PersonalReads.ignore();
        }
        var input = ExecutionInput.newExecutionInput()
                .query(request.text())
                .operationName(request.operationName())
                .variables(new HashMap<>(request.variables()))
                // English wherever it runs: for `ENGLISH`, the engine's bundles fall back to the machine's language.
                .locale(Locale.ROOT)
                .dataLoaderRegistry(loaders.forOneRequest())
                .graphQLContext(context(transport, info, requestScope, meter))
                .build();
        try {
            return graphQL.executeAsync(input)
                    .exceptionallyCompose(GraphQLEngine::toResult)
                    .thenApply(result -> VariableFaults.told(result, input, schema))
                    .whenComplete((result, failure) -> meter.settle());
        } catch (GraphQLException e) {
            meter.settle();
            return toResult(e).thenApply(result -> VariableFaults.told(result, input, schema));
        } finally {
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    private Map<?, Object> context(Transport transport, RequestInfo info, Object requestScope, QueryMeter meter) {
        // What SmallRye's data fetchers look for
        SmallRyeContextManager.clearCurrentSmallRyeContext();
        var smallRye = SmallRyeContextManager.fromInitialRequest(JsonValue.EMPTY_JSON_OBJECT);
        return Map.of(
                SmallRyeContextManager.CONTEXT,
                smallRye,
                "runBlocking",
                false,
                "state",
                requestScope,
                Transport.class,
                transport,
                RequestInfo.class,
                info,
                QueryMeter.class,
                meter,
                ParserOptions.class,
                parsing);
    }

    private static CompletableFuture<ExecutionResult> toResult(Throwable failure) {
        var cause = failure.getCause() instanceof GraphQLError ? failure.getCause() : failure;
        if (cause instanceof GraphQLError error) {
            return CompletableFuture.completedFuture(
                    ExecutionResultImpl.newExecutionResult().addError(error).build());
        }
        return CompletableFuture.failedFuture(failure);
    }
}
