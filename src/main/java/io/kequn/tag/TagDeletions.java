package io.kequn.tag;

import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Job;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.NewJob;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.platform.value.ExpectedVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Deletes tags. A tag that customers have is first hidden from everyone, under the rules lock; then a job
/// takes it from the customers, each with its change and its memberships; the definition goes last. So nobody
/// ever sees an assignment without its tag, and an interrupted deletion is carried to its end.
@Singleton
public class TagDeletions {
    private static final int AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DefinitionTransaction definitions;
    private final TagRepository tags;
    private final Jobs jobs;
    private final List<TagUse> uses;

    TagDeletions(DefinitionTransaction definitions, TagRepository tags, Jobs jobs, @All List<TagUse> uses) {
        this.definitions = definitions;
        this.tags = tags;
        this.jobs = jobs;
        this.uses = List.copyOf(uses);
    }

    /// Deletes the tag. Refuses with `in_use` while a rule reads it, and while customers have it, unless they
    /// shall lose it. Up to 1,000 customers have mostly lost it when the answer comes; more lose it by the job.
    public Uni<TagDeletion> delete(String key, boolean force, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE);
        var command = new Command<>(caller, "tags/" + key + "/delete", force, TagDeletion.class);
        return definitions
                .writeRules(command, () -> remove(caller, key, force, expected))
                .chain(deletion -> finished(caller, deletion));
    }

    private Uni<TagDeletion> remove(Caller caller, String key, boolean force, ExpectedVersion expected) {
        return tags.lock(caller.ofShop(), key)
                .map(found -> found.orElseThrow(() -> TagChecks.noTag(key)))
                .invoke(tag -> expected.check(tag.version))
                .call(() -> refuseUsed(caller.ofShop(), key))
                .chain(tag -> tags.customers(tag).chain(count -> remove(caller, tag, count, force)));
    }

    private Uni<TagDeletion> remove(Caller caller, TagEntity tag, long customers, boolean force) {
        if (customers == 0 && !tag.automatic) {
            return tags.delete(tag).replaceWith(new TagDeletion(tag.key, 0, null));
        }
        if (customers > 0 && !force) {
            throw IN_USE.because(
                    TagChecks.customersHave(customers) + " the tag `" + tag.key
                            + "`; send `force=true` to take it from them.",
                    "有 " + customers + " 位客户拥有标签 `" + tag.key + "`；如需一并移除请传 `force=true`。");
        }
        tag.deleting = true;
        var job = NewJob.of(
                TagDeletionJob.KIND, new JsonObject().put("tag", tag.id).put("key", tag.key));
        return tags.flush()
                .chain(() -> Jobs.create(caller, job.withTotal(customers)))
                .map(made -> new TagDeletion(tag.key, customers, made));
    }

    private Uni<TagDeletion> finished(Caller caller, TagDeletion deletion) {
        var job = deletion.job();
        if (job == null) {
            return Uni.createFrom().item(deletion);
        }
        jobs.wake();
        return deletion.customers() > AT_ONCE
                ? Uni.createFrom().item(deletion)
                : await(caller, job.id()).map(deletion::with);
    }

    private Uni<Job> await(Caller caller, UUID job) {
        return jobs.await(caller, job, PATIENCE);
    }

    private Uni<Void> refuseUsed(Shop shop, String key) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var use : uses) {
            all = all.chain(() -> use.usersOfTag(shop, key))
                    .invoke(users -> refuse(key, users))
                    .replaceWithVoid();
        }
        return all;
    }

    private static void refuse(String key, List<DefinitionUser> users) {
        DefinitionUser.refuseAny("The tag `" + key + "` is", "标签 `" + key + "`", users);
    }
}
