package io.kequn.tag;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds groups of tags by their global ids.
@Singleton
class TagGroupNodes implements NodeResolver {
    private final TagReads groups;

    TagGroupNodes(TagReads groups) {
        this.groups = groups;
    }

    @Override
    public String type() {
        return "TagGroup";
    }

    @Override
    public Uni<List<TagGroup>> find(List<String> keys) {
        return groups.groupsByKeys(keys);
    }
}
