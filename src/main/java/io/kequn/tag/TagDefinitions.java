package io.kequn.tag;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tags and groups inside a definition transaction that holds the rules lock, for whoever writes many at once:
/// which tags exclude each other is settled when all are written.
@Singleton
public class TagDefinitions {
    private final TagRepository tags;
    private final TagGroupRepository groups;

    TagDefinitions(TagRepository tags, TagGroupRepository groups) {
        this.tags = tags;
        this.groups = groups;
    }

    /// What is given, in its normal form; what is null stays as it is, an empty text is none. Notes what is wrong.
    public static Patch<TagSpec> checked(Inputs inputs, TagSpec spec) {
        return TagChecks.checked(
                inputs,
                new Patch<>(
                        spec,
                        given(
                                "name",
                                spec.description() == null ? null : "description",
                                spec.color() == null ? null : "color",
                                spec.groupKey() == null ? null : "groupKey",
                                spec.isPublic() == null ? null : "public")));
    }

    /// The same of a group.
    public static Patch<TagGroupSpec> checkedGroup(Inputs inputs, TagGroupSpec spec) {
        return TagChecks.checkedGroup(
                inputs,
                new Patch<>(
                        spec,
                        given(
                                "name",
                                spec.description() == null ? null : "description",
                                spec.kind() == null ? null : "kind",
                                spec.exclusive() == null ? null : "exclusive")));
    }

    private static Set<String> given(@Nullable String... fields) {
        return Stream.of(fields).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /// Makes or changes the group. Gives its number if its tags exclude each other from now on, or do so no more.
    public Uni<Set<Integer>> putGroup(Shop shop, String key, Patch<TagGroupSpec> patch) {
        return groups.lock(shop, key).chain(found -> {
            var group = found.orElseGet(() -> TagGroupEntity.of(shop, key));
            boolean before = group.exclusive;
            group.set(patch);
            return groups.persistAndFlush(group)
                    .map(done -> group.exclusive == before ? Set.<Integer>of() : Set.of(group.id));
        });
    }

    /// Makes or changes the tag. Gives the numbers of the exclusive groups that it has left or joined.
    public Uni<Set<Integer>> put(Shop shop, String key, Patch<TagSpec> patch) {
        return tags.lock(shop, key).chain(found -> {
            var tag = found.orElseGet(() -> TagEntity.of(shop, key));
            @Nullable Integer before = tag.groupId;
            tag.set(patch);
            return move(shop, tag, patch)
                    .chain(() -> tags.persistAndFlush(tag))
                    .chain(() -> groups.exclusive(shop, ExclusionChanges.between(before, tag.groupId)))
                    .map(left -> left.stream().map(group -> group.id).collect(Collectors.toSet()));
        });
    }

    private Uni<Void> move(Shop shop, TagEntity tag, Patch<TagSpec> patch) {
        return patch.has("groupKey")
                ? groups.of(shop, patch)
                        .invoke(group ->
                                tag.groupId = group.map(found -> found.id).orElse(null))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /// After all was written: refuses with `state_conflict` where customers have several tags of one of these
    /// groups that exclude each other. Gives the tags of the groups that rules give.
    public Uni<List<RuledTag>> settle(Shop shop, Set<Integer> numbers) {
        return groups.exclusive(shop, numbers)
                .call(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(tags::refuseSeveral)
                        .collect()
                        .last())
                .chain(() -> tags.ruled(shop, numbers))
                .map(found ->
                        found.stream().map(tag -> new RuledTag(tag.id, tag.key)).toList());
    }

    /// A tag that a rule gives, by its number inside the database and its key.
    public record RuledTag(int id, String key) {}
}
