package io.kequn.platform.graphql;

import static graphql.Scalars.GraphQLString;
import static io.kequn.platform.problem.ErrorCode.METHOD_NOT_ALLOWED;
import static io.kequn.platform.problem.ErrorCode.QUERY_INVALID;
import static io.kequn.platform.problem.ErrorCode.QUERY_TOO_COMPLEX;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.QueryTraverser;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.FetchedValue;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldCompleteParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.DataFetchingFieldSelectionSetImpl;
import graphql.schema.DelegatingDataFetchingEnvironment;
import graphql.schema.GraphQLTypeUtil;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Gate;
import io.kequn.platform.graphql.GraphQLEngine.Transport;
import io.kequn.platform.http.RequestLog;
import io.kequn.platform.problem.Refusal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses a valid query before it runs when it asks for too much, or when it is a mutation sent by GET.
final class QueryLimits extends SimplePerformantInstrumentation {
    private final GraphQLConfig limits;

    QueryLimits(GraphQLConfig limits) {
        this.limits = limits;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var context = parameters.getExecutionContext();
        try {
            check(context);
        } catch (Refusal refusal) {
            throw abort(refusal, context);
        }
        return super.beginExecuteOperation(parameters, state);
    }

    /// SmallRye tells each fetcher all that is selected below its field, which takes a sixth of the time of a
    /// request; none of ours asks for it.
    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        boolean leaf = parameters.getEnvironment().getField().getSelectionSet() == null;
        DataFetcher<?> lean = leaf ? fetcher : field -> fetcher.get(new Unselected(field));
        DataFetcher<?> limited = isCommand(parameters) || !hasArguments(parameters) ? lean : limited(lean);
        return isRoot(parameters) ? guarded(limited) : limited;
    }

    private static boolean hasArguments(InstrumentationFieldFetchParameters parameters) {
        return !parameters.getEnvironment().getArguments().isEmpty();
    }

    private static boolean isCommand(InstrumentationFieldFetchParameters parameters) {
        return isRoot(parameters)
                && parameters.getEnvironment().getOperationDefinition().getOperation() == Operation.MUTATION;
    }

    private static DataFetcher<?> limited(DataFetcher<?> fetcher) {
        return field -> {
            EmptyArguments.check(field);
            return fetcher.get(field);
        };
    }

    private static boolean isRoot(InstrumentationFieldFetchParameters parameters) {
        return parameters.getEnvironment().getExecutionStepInfo().getPath().getLevel() == 1;
    }

    /// Refuses the field of an operation that the caller may not ask for at all.
    private static DataFetcher<?> guarded(DataFetcher<?> fetcher) {
        return field -> {
            Gate.checkField(Caller.current(), field.getField().getName());
            return fetcher.get(field);
        };
    }

    /// Counts the objects that the answer holds.
    @Override
    public @Nullable InstrumentationContext<Object> beginFieldCompletion(
            InstrumentationFieldCompleteParameters parameters, InstrumentationState state) {
        var step = parameters.getExecutionStepInfo();
        if (step.getField().getSingleField().getSelectionSet() != null) {
            var type = GraphQLTypeUtil.unwrapAll(step.getType());
            if (!QueryCost.wraps(type) && !type.getName().startsWith("__")) {
                QueryMeter meter =
                        parameters.getExecutionContext().getGraphQLContext().get(QueryMeter.class);
                meter.got(objects(parameters.getFetchedValue()));
            }
        }
        return null;
    }

    private static long objects(@Nullable Object fetched) {
        return switch (fetched) {
            case null -> 0;
            case FetchedValue value -> objects(value.getFetchedValue());
            case Collection<?> list -> list.size();
            case Object one -> 1;
        };
    }

    private static final class Unselected extends DelegatingDataFetchingEnvironment {
        /// That of a field which has none below it.
        private static final DataFetchingFieldSelectionSet NOTHING =
                DataFetchingFieldSelectionSetImpl.newCollector(null, GraphQLString, null);

        Unselected(DataFetchingEnvironment field) {
            super(field);
        }

        @Override
        public DataFetchingFieldSelectionSet getSelectionSet() {
            return NOTHING;
        }
    }

    private void check(ExecutionContext context) {
        checkTransport(
                context.getGraphQLContext().get(Transport.class),
                context.getOperationDefinition().getOperation());
        var cost = new QueryCost(limits);
        QueryTraverser.newQueryTraverser()
                .schema(context.getGraphQLSchema())
                .document(context.getDocument())
                .operationName(context.getOperationDefinition().getName())
                .coercedVariables(context.getCoercedVariables())
                .build()
                .visitPreOrder(cost);
        RequestLog.cost(cost.objects());
        context.getGraphQLContext().<QueryMeter>get(QueryMeter.class).charge(cost.objects());
    }

    private static void checkTransport(Transport transport, Operation operation) {
        if (transport == Transport.GET && operation == Operation.MUTATION) {
            throw METHOD_NOT_ALLOWED.because(
                    "GET runs queries only; send mutations by POST.", "GET 只能执行查询；请用 POST 发送变更。");
        }
        if (transport != Transport.SOCKET && operation == Operation.SUBSCRIPTION) {
            throw QUERY_INVALID.because(
                    "Subscriptions run over a WebSocket to the same address, with the subprotocol"
                            + " `graphql-transport-ws`.",
                    "订阅须通过同一地址的 WebSocket（子协议 `graphql-transport-ws`）进行。");
        }
    }

    static Refusal tooMuch(String english, String chinese) {
        return QUERY_TOO_COMPLEX.because(english, chinese);
    }

    private static AbortExecutionException abort(Refusal refusal, ExecutionContext context) {
        var error = FetchFailures.error(GraphqlErrorBuilder.newError(), refusal, context.getGraphQLContext());
        return new AbortExecutionException(List.of(error));
    }
}
