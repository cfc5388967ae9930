package io.kequn.platform.graphql;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How much a document selects with its fragments written out, counted without writing them out: a few hundred
/// characters of fragments within fragments can stand for millions of selections. The document is valid, so
/// that no fragment holds itself.
final class FragmentSize {
    private static final long MOST = Integer.MAX_VALUE;

    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Long> known = new HashMap<>();

    private FragmentSize(Document document) {
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity(), (one, same) -> one));
    }

    /// The selections of the largest operation, fragments counted as often as they are spread; at most `MOST`.
    static long of(Document document) {
        var sizes = new FragmentSize(document);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .mapToLong(operation -> sizes.of(operation.getSelectionSet()))
                .max()
                .orElse(0);
    }

    private long of(@Nullable SelectionSet selections) {
        return selections == null
                ? 0
                : selections.getSelections().stream().mapToLong(this::of).reduce(0, FragmentSize::add);
    }

    private long of(Selection<?> selection) {
        return add(
                1,
                switch (selection) {
                    case graphql.language.Field field -> of(field.getSelectionSet());
                    case InlineFragment fragment -> of(fragment.getSelectionSet());
                    case FragmentSpread spread -> spread(spread.getName());
                    default -> 0;
                });
    }

    private long spread(String name) {
        var size = known.get(name);
        if (size == null) {
            var fragment = fragments.get(name);
            size = fragment == null ? 0 : of(fragment.getSelectionSet());
            known.put(name, size);
        }
        return size;
    }

    private static long add(long one, long other) {
        return Math.min(MOST, one + other);
    }
}
