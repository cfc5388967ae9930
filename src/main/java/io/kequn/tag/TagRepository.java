package io.kequn.tag;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes of tags. A row is locked as it is read, so that two editors run one after the other.
@Singleton
class TagRepository implements PanacheRepositoryBase<TagEntity, Integer> {
    private static final String CUSTOMERS = "select count(*) from customer_tag where shop_id = ?1 and tag_id = ?2";

    private static final String LEFT = """
        select t.id from tag t where t.shop_id = $1 and t.deleting and not exists (
          select from job j where j.shop_id = $1 and j.kind = 'tag-deletion' and j.status in ('queued', 'running')
            and j.parameters ->> 'tag' = cast(t.id as text))
        order by t.id\
        """;

    /// Customers who would have several tags of the group, were the tag (0: none more) one of its tags.
    private static final String TWICE = """
        select count(*) from (
          select ct.customer_id from customer_tag ct join tag t on t.id = ct.tag_id
          where ct.shop_id = ?1 and t.shop_id = ?1 and (t.group_id = ?2 or t.id = ?3)
          group by ct.customer_id having count(*) > 1) several\
        """;

    /// Refuses with `state_conflict` while the tag is being deleted.
    Uni<Optional<TagEntity>> lock(Shop shop, String key) {
        return find("shopId = ?1 and key = ?2", shop.id(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .invoke(TagRepository::refuseDeleting)
                .map(Optional::ofNullable);
    }

    /// The tags of these groups that rules give.
    Uni<List<TagEntity>> ruled(Shop shop, Collection<Integer> groups) {
        return groups.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list("shopId = ?1 and automatic and not deleting and groupId in ?2 order by id", shop.id(), groups);
    }

    /// Tags that are hidden though nothing deletes them: that was cancelled, or has failed.
    Uni<List<TagEntity>> left(Shop shop) {
        return DefinitionTransaction.list(row -> row.count("id"), LEFT, shop.id())
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : find("shopId = ?1 and id in ?2 order by id", shop.id(), ids)
                                .withLock(LockModeType.PESSIMISTIC_WRITE)
                                .list());
    }

    Uni<Long> customers(TagEntity tag) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(CUSTOMERS, Long.class)
                        .setParameter(1, tag.shopId)
                        .setParameter(2, tag.id)
                        .getSingleResult());
    }

    Uni<Long> customersWithSeveral(TagGroupEntity group, int more) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(TWICE, Long.class)
                        .setParameter(1, group.shopId)
                        .setParameter(2, group.id)
                        .setParameter(3, more)
                        .getSingleResult());
    }

    /// Whoever has several tags of a group must lose all but one before these exclude each other.
    Uni<?> refuseSeveral(TagGroupEntity group) {
        return customersWithSeveral(group, 0).invoke(count -> {
            if (count > 0) {
                throw STATE_CONFLICT.because(
                        TagChecks.customersHave(count) + " several tags of the group `" + group.key
                                + "`; leave them one each first.",
                        "有 " + count + " 位客户拥有组 `" + group.key + "` 中的多个标签，请先各保留一个。");
            }
        });
    }

    private static void refuseDeleting(@Nullable TagEntity tag) {
        if (tag != null && tag.deleting) {
            throw STATE_CONFLICT.because(
                    "The tag `" + tag.key + "` is being deleted; its key is free again once that is done.",
                    "标签 `" + tag.key + "` 正在删除；完成后方可再次使用该键。");
        }
    }
}
