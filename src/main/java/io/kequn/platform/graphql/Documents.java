package io.kequn.platform.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.GraphQLContext;
import graphql.GraphqlErrorBuilder;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Keeps parsed and validated documents, since clients send the same few again and again. Long documents and
/// faulty ones are not kept, so that nobody fills the memory with them.
final class Documents implements PreparsedDocumentProvider {
    /// Characters of all that are kept; what was made of them takes some sixty times as many bytes.
    private static final int MOST = 500_000;

    private static final int LONGEST = 10_000;

    /// Spreads and inline fragments count here beside the fields, which are counted exactly later.
    private static final long MOST_TIMES = 3;

    private final GraphQLConfig limits;
    private final Cache<String, PreparsedDocumentEntry> kept = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .<String, PreparsedDocumentEntry>weigher((text, parsed) -> text.length())
            .build();

    Documents(GraphQLConfig limits) {
        this.limits = limits;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        var known = kept.getIfPresent(input.getQuery());
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        var parsed = withinLimits(input.getGraphQLContext(), parse.apply(input));
        if (!parsed.hasErrors() && input.getQuery().length() <= LONGEST) {
            kept.put(input.getQuery(), parsed);
        }
        return CompletableFuture.completedFuture(parsed);
    }

    /// Before anybody writes the fragments out.
    PreparsedDocumentEntry withinLimits(GraphQLContext context, PreparsedDocumentEntry parsed) {
        if (parsed.hasErrors() || FragmentSize.of(parsed.getDocument()) <= MOST_TIMES * limits.fields()) {
            return parsed;
        }
        var refusal = QueryCost.tooManyFields(limits);
        return new PreparsedDocumentEntry(FetchFailures.error(GraphqlErrorBuilder.newError(), refusal, context));
    }
}
