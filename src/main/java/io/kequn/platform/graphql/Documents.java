package io.kequn.platform.graphql;

import graphql.ExecutionInput;
import graphql.GraphqlErrorBuilder;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Keeps parsed and validated documents, since clients send the same few again and again. Long documents and
/// faulty ones are not kept, so that nobody fills the memory with them.
final class Documents implements PreparsedDocumentProvider {
    private static final int MOST = 500;
    private static final int LONGEST = 10_000;

    /// Spreads and inline fragments count here beside the fields, which are counted exactly later.
    private static final long MOST_TIMES = 3;

    private final GraphQLConfig limits;
    private final Map<String, PreparsedDocumentEntry> kept = Collections.synchronizedMap(new Latest());

    Documents(GraphQLConfig limits) {
        this.limits = limits;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        var known = kept.get(input.getQuery());
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        var parsed = withinLimits(input, parse.apply(input));
        if (!parsed.hasErrors() && input.getQuery().length() <= LONGEST) {
            kept.put(input.getQuery(), parsed);
        }
        return CompletableFuture.completedFuture(parsed);
    }

    /// Before anybody writes the fragments out.
    private PreparsedDocumentEntry withinLimits(ExecutionInput input, PreparsedDocumentEntry parsed) {
        if (parsed.hasErrors() || FragmentSize.of(parsed.getDocument()) <= MOST_TIMES * limits.fields()) {
            return parsed;
        }
        var refusal = QueryCost.tooManyFields(limits);
        return new PreparsedDocumentEntry(
                FetchFailures.error(GraphqlErrorBuilder.newError(), refusal, input.getGraphQLContext()));
    }

    private static final class Latest extends LinkedHashMap<String, PreparsedDocumentEntry> {
        Latest() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparsedDocumentEntry> eldest) {
            return size() > MOST;
        }
    }
}
