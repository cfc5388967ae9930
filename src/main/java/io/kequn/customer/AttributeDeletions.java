package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/// Deletes attributes. None goes while a rule reads it. It is first hidden from everyone, under the rules lock,
/// so that nobody gets a value of it any more; then a job takes its values from the customers, and the
/// definition goes last.
@Singleton
public class AttributeDeletions {
    private static final String HELD =
            "select exists(select from customer where shop_id = $1 and jsonb_exists(custom, $2)) held";

    /// Mostly the answer comes when all is done.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DefinitionTransaction definitions;
    private final ShopReads reads;
    private final AttributeRepository attributes;
    private final Jobs jobs;
    private final List<AttributeUse> uses;

    AttributeDeletions(
            DefinitionTransaction definitions,
            ShopReads reads,
            AttributeRepository attributes,
            Jobs jobs,
            @All List<AttributeUse> uses) {
        this.definitions = definitions;
        this.reads = reads;
        this.attributes = attributes;
        this.jobs = jobs;
        this.uses = List.copyOf(uses);
    }

    /// Deletes the attribute. Refuses with `in_use` while rules read it, or while customers have values and
    /// `withValues` is not said. What takes longer than a few seconds is done by the job alone.
    public Uni<AttributeDeletion> delete(String key, boolean withValues, ExpectedVersion expected) {
        var caller = Caller.with(Scope.ATTRIBUTES_WRITE);
        var command = new Command<>(caller, "attributes/" + key + "/delete", withValues, AttributeDeletion.class);
        return refuseHeld(caller.ofShop(), key, withValues)
                .chain(() -> definitions.writeRules(command, () -> remove(caller, key, withValues, expected)))
                .chain(deletion -> finished(caller, deletion));
    }

    /// All customers are looked at, so not under the lock. Who gets a value in between is found by the job.
    private Uni<Void> refuseHeld(Shop shop, String key, boolean withValues) {
        return withValues
                ? Uni.createFrom().voidItem()
                : reads.ask(shop, HELD, Sql.tuple(shop.id(), key))
                        .invoke(rows -> {
                            if (rows.iterator().next().getBoolean("held")) {
                                throw held(key);
                            }
                        })
                        .replaceWithVoid();
    }

    static Refusal held(String key) {
        return IN_USE.because(
                "Customers have values of `" + key + "`; send `values=delete` to delete them along.",
                "仍有客户拥有 `" + key + "` 的值；如需一并删除请传 `values=delete`。");
    }

    private Uni<AttributeDeletion> remove(Caller caller, String key, boolean withValues, ExpectedVersion expected) {
        return attributes
                .lock(caller.ofShop(), key)
                .map(found -> found.orElseThrow(() -> AttributeService.missing(key)))
                .invoke(entity -> expected.check(entity.version))
                .call(() -> refuseUsed(caller.ofShop(), key))
                .invoke(entity -> entity.deleting = true)
                .call(() -> attributes.flush())
                .chain(entity -> Jobs.create(caller, AttributeDeletionJob.of(entity, withValues)))
                .map(job -> new AttributeDeletion(key, 0, job));
    }

    private Uni<Void> refuseUsed(Shop shop, String key) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var use : uses) {
            all = all.chain(() -> use.usersOfAttribute(shop, key))
                    .invoke(users -> DefinitionUser.refuseAny("`" + key + "` is", "`" + key + "`", users))
                    .replaceWithVoid();
        }
        return all;
    }

    private Uni<AttributeDeletion> finished(Caller caller, AttributeDeletion deletion) {
        var job = deletion.job();
        if (job == null) {
            return Uni.createFrom().item(deletion);
        }
        jobs.wake();
        return jobs.await(caller, job.id(), PATIENCE).map(deletion::with);
    }
}
