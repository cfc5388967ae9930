package io.kequn.platform.graphql;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Keeps parsed and validated documents, since clients send the same few again and again. Long documents and faulty
/// ones are not kept, so that nobody fills the memory with them.
final class Documents implements PreparsedDocumentProvider {
    private static final int MOST = 500;
    private static final int LONGEST = 10_000;

    private final Map<String, PreparsedDocumentEntry> kept = Collections.synchronizedMap(new Latest());

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        var known = kept.get(input.getQuery());
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        var parsed = parse.apply(input);
        if (!parsed.hasErrors() && input.getQuery().length() <= LONGEST) {
            kept.put(input.getQuery(), parsed);
        }
        return CompletableFuture.completedFuture(parsed);
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
