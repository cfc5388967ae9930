package io.kequn.tag;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds tags by their global ids.
@Singleton
class TagNodes implements NodeResolver {
    private final TagReads tags;

    TagNodes(TagReads tags) {
        this.tags = tags;
    }

    @Override
    public String type() {
        return "Tag";
    }

    @Override
    public Uni<List<Tag>> find(List<String> keys) {
        return tags.byKeys(keys);
    }
}
