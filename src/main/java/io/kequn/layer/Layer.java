package io.kequn.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.graphql.Node;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A layer of a version of a layer set; the last one has no rule and takes all that are left. `customerCount`
/// is how many are in it, null where that was not counted: of drafts and of the versions in a list.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Layer(
        @Description("The key of its layer set.") String set,
        String key,
        String name,
        @Nullable String rule,
        @Nullable Long customerCount)
        implements Node {
    private static final char BETWEEN = '/';

    static Layer of(String set, LayerRule layer, @Nullable Long customers) {
        return new Layer(set, layer.key(), layer.name(), layer.rule(), customers);
    }

    LayerRule defined() {
        return new LayerRule(key, name, rule);
    }

    @Override
    public String nodeKey() {
        return set + BETWEEN + key;
    }

    /// The set's key in a [#nodeKey]; no key has a slash.
    static String setOf(String nodeKey) {
        int between = nodeKey.indexOf(BETWEEN);
        return between < 0 ? "" : nodeKey.substring(0, between);
    }
}
