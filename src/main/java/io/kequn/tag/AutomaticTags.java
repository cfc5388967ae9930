package io.kequn.tag;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which tags rules give, inside a definition transaction that holds the rules lock. The rules themselves are
/// kept by whoever evaluates them.
@Singleton
public class AutomaticTags {
    private final TagRepository tags;
    private final TagGroupRepository groups;

    AutomaticTags(TagRepository tags, TagGroupRepository groups) {
        this.tags = tags;
        this.groups = groups;
    }

    /// A tag by its number inside the database and its key; `exclusiveGroup` is the number of its group if that is
    /// exclusive, else null.
    public record Known(int id, String key, @Nullable Integer exclusiveGroup) {}

    /// Locks the tag and notes whether a rule gives it. Refuses with `tag_not_found`.
    public Uni<Known> mark(Shop shop, String key, boolean automatic) {
        return tags.lock(shop, key)
                .map(found -> found.orElseThrow(() -> TagChecks.noTag(key)))
                .invoke(tag -> tag.automatic = automatic)
                .chain(this::known);
    }

    private Uni<Known> known(TagEntity tag) {
        return tag.groupId == null
                ? Uni.createFrom().item(new Known(tag.id, tag.key, null))
                : groups.findById(tag.groupId)
                        .map(group -> new Known(tag.id, tag.key, group.exclusive ? group.id : null));
    }

    /// The numbers of the tags of these groups that rules give.
    public Uni<List<Integer>> inGroups(Shop shop, Collection<Integer> groups) {
        return tags.ruled(shop, groups)
                .map(found -> found.stream().map(tag -> tag.id).toList());
    }
}
