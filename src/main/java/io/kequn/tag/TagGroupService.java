package io.kequn.tag;

import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.problem.ErrorCode.IN_USE;
import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Supplier;

/// Defines groups of tags.
@Singleton
public class TagGroupService {
    private final DefinitionTransaction definitions;
    private final TagGroupRepository groups;
    private final TagRepository tags;
    private final ExclusionChanges exclusions;

    TagGroupService(
            DefinitionTransaction definitions,
            TagGroupRepository groups,
            TagRepository tags,
            ExclusionChanges exclusions) {
        this.definitions = definitions;
        this.groups = groups;
        this.tags = tags;
        this.exclusions = exclusions;
    }

    /// A group that was put, and whether it is new.
    public record Put(TagGroup group, boolean created) {}

    record Deleted(String key) {}

    /// Makes a group. Refuses with `key_taken` where there is one with its key.
    public Uni<TagGroup> create(NewTagGroup request) {
        var caller = Caller.with(TAGS_WRITE);
        var inputs = new Inputs();
        var key = inputs.key("/key", request.key());
        var patch = TagChecks.checkedGroup(inputs, TagChecks.all(request.spec()));
        inputs.check();
        var command = new Command<>(caller, "tag-groups", request, TagGroup.class);
        return definitions
                .write(
                        command,
                        () -> groups.lock(caller.ofShop(), key).chain(found -> {
                            if (found.isPresent()) {
                                throw taken(key);
                            }
                            return insert(caller.ofShop(), key, patch);
                        }))
                .onFailure(Violations.of("tag_group_key_taken"))
                .transform(failure -> taken(key));
    }

    /// Makes the group, or makes all of it as it is given.
    public Uni<Put> put(String key, TagGroupSpec request, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE);
        var inputs = new Inputs();
        inputs.key("key", key);
        var patch = TagChecks.checkedGroup(inputs, TagChecks.all(request));
        inputs.check();
        var command = new Command<>(caller, "tag-groups/" + key, request, Put.class);
        Supplier<Uni<Put>> once = () -> RulesLockNeeded.write(
                definitions,
                command,
                locked -> groups.lock(caller.ofShop(), key).chain(found -> {
                    if (found.isEmpty()) {
                        expected.check(0);
                        return insert(caller.ofShop(), key, patch).map(group -> new Put(group, true));
                    }
                    return update(caller, found.get(), patch, expected, locked).map(group -> new Put(group, false));
                }));
        return once.get().onFailure(Violations.of("tag_group_key_taken")).recoverWithUni(once::get);
    }

    /// Changes what the patch mentions.
    public Uni<TagGroup> change(String key, Patch<TagGroupSpec> changes, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE);
        var inputs = new Inputs();
        var patch = TagChecks.checkedGroup(inputs, changes);
        inputs.check();
        var command = new Command<>(caller, "tag-groups/" + key + "/change", changes.content(), TagGroup.class);
        return RulesLockNeeded.write(
                definitions,
                command,
                locked -> groups.lock(caller.ofShop(), key)
                        .map(found -> found.orElseThrow(() -> TagChecks.noGroup(key)))
                        .chain(group -> update(caller, group, patch, expected, locked)));
    }

    /// Deletes a group without tags. Refuses with `in_use` while it has some.
    public Uni<Void> delete(String key, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE);
        var command = new Command<>(caller, "tag-groups/" + key + "/delete", null, Deleted.class);
        return definitions
                .write(
                        command,
                        () -> groups.lock(caller.ofShop(), key)
                                .map(found -> found.orElseThrow(() -> TagChecks.noGroup(key)))
                                .invoke(group -> expected.check(group.version))
                                .call(this::refuseUsed)
                                .call(groups::delete)
                                .replaceWith(new Deleted(key)))
                .replaceWithVoid();
    }

    private Uni<TagGroup> insert(Shop shop, String key, Patch<TagGroupSpec> patch) {
        var group = TagGroupEntity.of(shop, key);
        group.set(patch);
        return groups.persistAndFlush(group).chain(() -> TagReads.groupInside(shop, key));
    }

    private Uni<TagGroup> update(
            Caller caller, TagGroupEntity group, Patch<TagGroupSpec> patch, ExpectedVersion expected, boolean locked) {
        expected.check(group.version);
        var exclusive = patch.values().exclusive();
        boolean changes = exclusive != null && exclusive != group.exclusive;
        if (changes) {
            RulesLockNeeded.require(locked);
        }
        return (changes && !group.exclusive
                        ? tags.refuseSeveral(group)
                        : Uni.createFrom().voidItem())
                .invoke(() -> group.set(patch))
                .chain(() -> groups.flush())
                .chain(() -> exclusions.tell(caller, changes ? Set.of(group.id) : Set.of(), Set.of()))
                .chain(() -> TagReads.groupInside(caller.ofShop(), group.key));
    }

    private Uni<?> refuseUsed(TagGroupEntity group) {
        return groups.tags(group).invoke(count -> {
            if (count > 0) {
                throw IN_USE.because(
                        "The group `" + group.key + "` has "
                                + (count == 1 ? "a tag; move or delete it" : count + " tags; move or delete them")
                                + " first.",
                        "标签组 `" + group.key + "` 中仍有 " + count + " 个标签，请先移出或删除。");
            }
        });
    }

    private static Refusal taken(String key) {
        return KEY_TAKEN.because(
                "Another tag group has the key `" + key + "`; choose another, or change that one.",
                "键 `" + key + "` 已被其他标签组占用，请另选或修改该组。");
    }
}
