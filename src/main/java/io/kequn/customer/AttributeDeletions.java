package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.IN_USE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.platform.value.ExpectedVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Deletes attributes. None goes while a rule reads it. The values of customers are removed first, in batches,
/// if the caller says so; the definition goes last and only when no value is left, so that an interrupted
/// deletion is simply repeated.
@Singleton
public class AttributeDeletions {
    private static final int BATCH = 1000;
    private static final String HOLDERS = """
        select id from customer where shop_id = $1 and id > $3 and jsonb_exists(custom, $2) order by id limit %d\
        """.formatted(BATCH);
    private static final String HELD =
            "select exists(select 1 from customer where shop_id = ?1 and jsonb_exists(custom, ?2))";
    private static final UUID FIRST = new UUID(0, 0);

    private final DefinitionTransaction definitions;
    private final FactTransaction facts;
    private final ShopReads reads;
    private final AttributeRepository attributes;
    private final ProfileWriter profiles;
    private final List<AttributeUse> uses;

    AttributeDeletions(
            DefinitionTransaction definitions,
            FactTransaction facts,
            ShopReads reads,
            AttributeRepository attributes,
            ProfileWriter profiles,
            @All List<AttributeUse> uses) {
        this.definitions = definitions;
        this.facts = facts;
        this.reads = reads;
        this.attributes = attributes;
        this.profiles = profiles;
        this.uses = List.copyOf(uses);
    }

    /// Deletes the attribute. Refuses with `in_use` while rules read it, or while customers have values and
    /// `withValues` is not said.
    public Uni<AttributeDeletion> delete(String key, boolean withValues, ExpectedVersion expected) {
        var caller = Caller.with(Scope.ATTRIBUTES_WRITE);
        var shop = caller.ofShop();
        var command = new Command<>(caller, "attributes/" + key + "/delete", withValues, AttributeDeletion.class);
        var cleared = withValues
                ? clear(caller, shop, key, expected)
                : Uni.createFrom().item(0);
        return cleared.chain(count -> definitions.writeRules(
                command, () -> remove(shop, key, expected).map(done -> new AttributeDeletion(key, count))));
    }

    private Uni<?> remove(Shop shop, String key, ExpectedVersion expected) {
        return known(shop, key, expected)
                .call(() -> refuseHeld(shop, key))
                .chain(attributes::delete)
                .chain(() -> attributes.flush());
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

    private static Uni<Void> refuseHeld(Shop shop, String key) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(HELD, Boolean.class)
                        .setParameter(1, shop.id())
                        .setParameter(2, key)
                        .getSingleResult())
                .invoke(held -> {
                    if (held) {
                        throw IN_USE.because(
                                "Customers have values of `" + key + "`; send `values=delete` to delete them along.",
                                "仍有客户拥有 `" + key + "` 的值；如需一并删除请传 `values=delete`。");
                    }
                })
                .replaceWithVoid();
    }

    /// Removes the values of all customers that have one, after a first look at whether the deletion can succeed.
    private Uni<Integer> clear(Caller caller, Shop shop, String key, ExpectedVersion expected) {
        var look = new Command<>(withoutKey(caller), "attributes/" + key + "/look", null, Attribute.class);
        return definitions
                .write(look, () -> known(shop, key, expected).map(AttributeEntity::view))
                .chain(() -> clearBatches(withoutKey(caller), shop, key));
    }

    private Uni<AttributeEntity> known(Shop shop, String key, ExpectedVersion expected) {
        return attributes
                .lock(shop, key)
                .map(found -> found.orElseThrow(() -> AttributeService.missing(key)))
                .invoke(entity -> expected.check(entity.version))
                .call(() -> refuseUsed(shop, key));
    }

    private Uni<Integer> clearBatches(Caller caller, Shop shop, String key) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new UUID[] {FIRST}, last -> clearBatch(caller, shop, key, last))
                .whilst(count -> count == BATCH)
                .collect()
                .with(Collectors.summingInt(count -> count));
    }

    private Uni<Integer> clearBatch(Caller caller, Shop shop, String key, UUID[] last) {
        return reads.list(shop, row -> row.getUUID("id"), HOLDERS, shop.id(), key, last[0])
                .chain(ids -> {
                    if (ids.isEmpty()) {
                        return Uni.createFrom().item(0);
                    }
                    last[0] = ids.getLast();
                    return clearValues(caller, key, ids).replaceWith(ids.size());
                });
    }

    private Uni<Integer> clearValues(Caller caller, String key, List<UUID> ids) {
        // Each batch is a command of its own, and repeating one changes nothing: it takes no idempotency key.
        var command = new Command<>(caller, "attributes/" + key + "/clear", null, Integer.class);
        return facts.write(command, "definition", session -> clearValues(session, key, ids));
    }

    private Uni<Answer<Integer>> clearValues(FactSession session, String key, List<UUID> ids) {
        var removal = new HashMap<String, @Nullable Object>();
        removal.put(key, null);
        var change = new ProfileChange(Map.of(), removal, false, List.of(), ExpectedVersion.ANY);
        return session.lock(ids)
                .map(locked -> locked.stream()
                        .filter(FactSession.LockedCustomer::active)
                        .map(FactSession.LockedCustomer::id)
                        .toList())
                .chain(active ->
                        profiles.write(session, Collections.unmodifiableMap(changes(active, change)), Set.of()))
                .map(count -> changes -> count);
    }

    private static Map<UUID, ProfileChange> changes(List<UUID> ids, ProfileChange change) {
        var changes = new HashMap<UUID, ProfileChange>();
        ids.forEach(id -> changes.put(id, change));
        return changes;
    }

    private static Caller withoutKey(Caller caller) {
        return new Caller(
                caller.principal(),
                caller.shop(),
                caller.scopes(),
                caller.platform(),
                caller.locale(),
                null,
                caller.requestId());
    }
}
