package io.kequn.tag;

import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Defines tags.
@Singleton
public class TagService {
    private final DefinitionTransaction definitions;
    private final TagRepository tags;
    private final TagGroupRepository groups;
    private final ExclusionChanges exclusions;

    TagService(
            DefinitionTransaction definitions,
            TagRepository tags,
            TagGroupRepository groups,
            ExclusionChanges exclusions) {
        this.definitions = definitions;
        this.tags = tags;
        this.groups = groups;
        this.exclusions = exclusions;
    }

    /// A tag that was put, and whether it is new.
    public record Put(Tag tag, boolean created) {}

    /// Makes a tag. Refuses with `key_taken` where there is one with its key.
    public Uni<Tag> create(NewTag request) {
        var caller = Caller.with(TAGS_WRITE);
        var inputs = new Inputs();
        var key = inputs.key("/key", request.key());
        var patch = TagChecks.checked(inputs, TagChecks.all(request.spec()));
        inputs.check();
        var command = new Command<>(caller, "tags", request, Tag.class);
        return definitions
                .write(
                        command,
                        () -> tags.lock(caller.ofShop(), key).chain(found -> {
                            if (found.isPresent()) {
                                throw taken(key);
                            }
                            return insert(caller.ofShop(), key, patch);
                        }))
                .onFailure(Violations.of("tag_key_taken"))
                .transform(failure -> taken(key));
    }

    /// Makes the tag, or makes all of it as it is given.
    public Uni<Put> put(String key, TagSpec request, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE);
        var inputs = new Inputs();
        inputs.key("key", key);
        var patch = TagChecks.checked(inputs, TagChecks.all(request));
        inputs.check();
        var command = new Command<>(caller, "tags/" + key, request, Put.class);
        Supplier<Uni<Put>> once = () -> RulesLockNeeded.write(
                definitions,
                command,
                locked -> tags.lock(caller.ofShop(), key).chain(found -> {
                    if (found.isEmpty()) {
                        expected.check(0);
                        return insert(caller.ofShop(), key, patch).map(tag -> new Put(tag, true));
                    }
                    return update(caller, found.get(), patch, expected, locked).map(tag -> new Put(tag, false));
                }));
        // Of two that make the tag at once, the second changes what the first has made.
        return once.get().onFailure(Violations.of("tag_key_taken")).recoverWithUni(once::get);
    }

    /// Changes what the patch mentions.
    public Uni<Tag> change(String key, Patch<TagSpec> changes, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE);
        var shop = caller.ofShop();
        var inputs = new Inputs();
        var patch = TagChecks.checked(inputs, changes);
        inputs.check();
        var command = new Command<>(caller, "tags/" + key + "/change", changes.content(), Tag.class);
        return RulesLockNeeded.write(
                definitions,
                command,
                locked -> tags.lock(shop, key)
                        .map(found -> found.orElseThrow(() -> TagChecks.noTag(key)))
                        .chain(tag -> update(caller, tag, patch, expected, locked)));
    }

    private Uni<Tag> insert(Shop shop, String key, Patch<TagSpec> patch) {
        var tag = TagEntity.of(shop, key);
        tag.set(patch);
        return groups.of(shop, patch)
                .invoke(group -> tag.groupId = group.map(found -> found.id).orElse(null))
                .chain(() -> tags.persistAndFlush(tag))
                .chain(() -> TagReads.inside(shop, key));
    }

    private Uni<Tag> update(
            Caller caller, TagEntity tag, Patch<TagSpec> patch, ExpectedVersion expected, boolean locked) {
        expected.check(tag.version);
        var shop = caller.ofShop();
        @Nullable Integer before = tag.groupId;
        return move(shop, tag, patch, locked)
                .invoke(() -> tag.set(patch))
                .chain(() -> tags.flush())
                .chain(() -> exclusions.tell(
                        caller,
                        ExclusionChanges.between(before, tag.groupId),
                        tag.automatic ? Set.of(tag.id) : Set.of()))
                .chain(() -> TagReads.inside(shop, tag.key));
    }

    /// Into an exclusive group only while nobody has another tag of it. The rules lock keeps writers of
    /// assignments off.
    private Uni<Void> move(Shop shop, TagEntity tag, Patch<TagSpec> patch, boolean locked) {
        if (!patch.has("groupKey")) {
            return Uni.createFrom().voidItem();
        }
        return groups.of(shop, patch)
                .call(group -> refuseSeveral(group, tag, locked))
                .invoke(group -> tag.groupId = id(group))
                .replaceWithVoid();
    }

    private static @Nullable Integer id(Optional<TagGroupEntity> group) {
        return group.map(found -> found.id).orElse(null);
    }

    private Uni<?> refuseSeveral(Optional<TagGroupEntity> group, TagEntity tag, boolean locked) {
        if (Objects.equals(id(group), tag.groupId)) {
            return Uni.createFrom().voidItem();
        }
        RulesLockNeeded.require(locked);
        return group.isEmpty() ? Uni.createFrom().voidItem() : refuseSeveral(group.get(), tag);
    }

    private Uni<?> refuseSeveral(TagGroupEntity group, TagEntity tag) {
        if (!group.exclusive) {
            return Uni.createFrom().voidItem();
        }
        return tags.customersWithSeveral(group, tag.id).invoke(count -> {
            if (count > 0) {
                throw STATE_CONFLICT.because(
                        TagChecks.customersHave(count) + " `" + tag.key + "` and another tag of the exclusive group `"
                                + group.key + "`; take one of them away first.",
                        "有 " + count + " 位客户同时拥有 `" + tag.key + "` 与互斥组 `" + group.key + "` 中的其他标签，请先移除其一。");
            }
        });
    }

    private static Refusal taken(String key) {
        return KEY_TAKEN.because(
                "Another tag has the key `" + key + "`; choose another, or change that one.",
                "键 `" + key + "` 已被其他标签占用，请另选或修改该标签。");
    }
}
