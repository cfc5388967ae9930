package io.kequn.platform.graphql;

import static io.smallrye.graphql.execution.datafetcher.helper.BatchLoaderHelper.ARGUMENTS;

import io.smallrye.graphql.bootstrap.DataFetcherFactory;
import io.smallrye.graphql.execution.datafetcher.helper.BatchLoaderHelper;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.BatchLoaderWithContext;
import org.dataloader.CacheKey;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/// The loaders of fields that take a whole page of sources (`@Source List<…>`), made anew for each request.
///
/// SmallRye's own registry gives all aliases of a field the arguments of the first (`a: orders(first: 1)` and
/// `b: orders(first: 9)` answered alike), and tells sources with arguments apart by a 32-bit hash only. Here each set
/// of arguments is a batch of its own, and keys are compared, not hashed.
final class BatchLoaders {
    private static final DataLoaderOptions OPTIONS = DataLoaderOptions.newOptions()
            .setCacheKeyFunction(new SourceAndArguments())
            .build();

    private final Map<String, BatchLoaderWithContext<Object, Object>> loaders = new LinkedHashMap<>();

    BatchLoaders(Schema schema) {
        var names = new BatchLoaderHelper();
        var fetchers = new DataFetcherFactory();
        for (Operation operation : schema.getBatchOperations()) {
            BatchLoaderWithContext<Object, Object> loader =
                    fetchers.getSourceBatchLoader(operation, schema.getTypes().get(operation.getName()));
            loaders.put(names.getName(operation), (sources, environment) -> load(loader, sources, environment));
        }
    }

    DataLoaderRegistry forOneRequest() {
        var registry = DataLoaderRegistry.newRegistry();
        loaders.forEach((name, loader) -> registry.register(name, DataLoaderFactory.newDataLoader(loader, OPTIONS)));
        return registry.build();
    }

    private static CompletionStage<List<Object>> load(
            BatchLoaderWithContext<Object, Object> loader, List<Object> sources, BatchLoaderEnvironment environment) {
        var contexts = environment.getKeyContextsList();
        var byArguments = new LinkedHashMap<Object, List<Integer>>();
        for (int i = 0; i < sources.size(); i++) {
            byArguments
                    .computeIfAbsent(arguments(contexts.get(i)), key -> new ArrayList<>())
                    .add(i);
        }
        var found = new @Nullable Object[sources.size()];
        var batches = byArguments.values().stream()
                .map(places -> loadBatch(loader, sources, contexts, places, found))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(batches).thenApply(done -> Arrays.asList(found));
    }

    private static CompletableFuture<Void> loadBatch(
            BatchLoaderWithContext<Object, Object> loader,
            List<Object> sources,
            List<Object> contexts,
            List<Integer> places,
            @Nullable Object[] found) {
        var batch = places.stream().map(sources::get).toList();
        var environment = BatchLoaderEnvironment.newBatchLoaderEnvironment()
                .keyContexts(batch, places.stream().map(contexts::get).toList())
                .build();
        return loader.load(batch, environment).toCompletableFuture().thenAccept(answers -> {
            if (answers.size() != places.size()) {
                throw new IllegalStateException(
                        "A batched field answered " + answers.size() + " values for " + places.size() + " sources");
            }
            for (int i = 0; i < places.size(); i++) {
                found[places.get(i)] = answers.get(i);
            }
        });
    }

    private static Object arguments(Object context) {
        return Objects.requireNonNull(((Map<?, ?>) context).get(ARGUMENTS));
    }

    private static final class SourceAndArguments implements CacheKey<Object> {
        @Override
        public Object getKey(Object source) {
            return source;
        }

        @Override
        public Object getKeyWithContext(Object source, Object context) {
            return Map.entry(source, arguments(context));
        }
    }
}
