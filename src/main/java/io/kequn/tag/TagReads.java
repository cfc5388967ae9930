package io.kequn.tag;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads of tags and groups.
@Singleton
public class TagReads {
    private static final String COLUMNS = """
        select t.key, t.name, t.description, t.color, g.key group_key, t.automatic, t.public, t.version, t.created_at, t.updated_at,
          %s customers
        from tag t left join tag_group g on g.id = t.group_id
        where t.shop_id = $1 and not t.deleting\
        """;
    private static final String COUNTED =
            "(select count(*) from customer_tag ct where ct.shop_id = $1 and ct.tag_id = t.id)";
    private static final String ONE = COLUMNS.formatted(COUNTED) + " and t.key = $2";
    private static final String LIST = COLUMNS.formatted("case when $5 then " + COUNTED + " end")
            + " and ($2::text is null or t.key > $2) and ($3::text is null or g.key = $3) order by t.key limit $4";
    private static final String COUNT = """
        select count(*) n from tag t left join tag_group g on g.id = t.group_id
        where t.shop_id = $1 and not t.deleting and ($2::text is null or g.key = $2)\
        """;
    private static final String BY_KEYS = COLUMNS.formatted("null::bigint") + " and t.key = any($2) order by t.key";
    private static final String EXISTING =
            "select key from tag where shop_id = $1 and key = any($2) and not deleting order by key";
    private static final String COUNTS = """
        select t.key, (select count(*) from customer_tag ct where ct.shop_id = $1 and ct.tag_id = t.id) n
        from tag t where t.shop_id = $1 and t.key = any($2) order by t.key limit 1000\
        """;
    private static final String GROUP_COLUMNS = """
        select key, name, description, kind, exclusive, version, created_at, updated_at
        from tag_group where shop_id = $1\
        """;
    private static final String GROUP = GROUP_COLUMNS + " and key = $2";
    private static final String GROUPS = GROUP_COLUMNS + " and ($2::text is null or key > $2) order by key limit $3";
    private static final String GROUPS_BY_KEYS = GROUP_COLUMNS + " and key = any($2) order by key";
    private static final String COUNT_GROUPS = "select count(*) n from tag_group where shop_id = $1";

    private final ShopReads reads;
    private final Cursors cursors;

    TagReads(ShopReads reads, Cursors cursors) {
        this.reads = reads;
        this.cursors = cursors;
    }

    public Uni<Tag> get(String key) {
        return find(key).map(found -> found.orElseThrow(() -> TagChecks.noTag(key)));
    }

    public Uni<Optional<Tag>> find(String key) {
        var shop = Caller.with(Scope.TAGS_READ).ofShop();
        return reads.find(shop, Tag::of, ONE, shop.id(), key);
    }

    /// Those of the keys that are tags of the shop.
    public Uni<Set<String>> existing(Shop shop, Set<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : reads.list(shop, row -> row.getString("key"), EXISTING, shop.id(), keys.toArray(String[]::new))
                        .map(Set::copyOf);
    }

    /// The tag as the running definition transaction has made it.
    static Uni<Tag> inside(Shop shop, String key) {
        return DefinitionTransaction.find(Tag::of, ONE, shop.id(), key).map(Optional::orElseThrow);
    }

    /// The group as the running definition transaction has made it.
    static Uni<TagGroup> groupInside(Shop shop, String key) {
        return DefinitionTransaction.find(TagGroup::of, GROUP, shop.id(), key).map(Optional::orElseThrow);
    }

    /// The tags by key; those of one group if `group` is given, with their counts of customers if `counts`.
    public Uni<Page<Tag>> list(@Nullable String group, boolean counts, PageRequest request) {
        var caller = Caller.with(Scope.TAGS_READ);
        var shop = caller.ofShop();
        var list = group == null ? "tags" : "tags of " + group;
        var after = after(cursors.position(caller, list, request));
        return reads.list(shop, Tag::of, LIST, shop.id(), after, group, request.rows(), counts)
                .map(rows -> cursors.page(caller, list, request, rows, tag -> List.of(tag.key())))
                .chain(page -> request.count()
                        ? count(shop, COUNT, group).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    /// Those of the keys that exist.
    public Uni<List<Tag>> byKeys(List<String> keys) {
        var shop = Caller.with(Scope.TAGS_READ).ofShop();
        return reads.list(shop, Tag::of, BY_KEYS, shop.id(), keys.toArray(String[]::new));
    }

    /// How many customers have each tag, in the order asked.
    public Uni<List<Long>> customerCounts(List<String> keys) {
        var shop = Caller.with(Scope.TAGS_READ).ofShop();
        return reads.list(shop, TagReads::count, COUNTS, shop.id(), keys.toArray(String[]::new))
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .map(counts ->
                        keys.stream().map(key -> counts.getOrDefault(key, 0L)).toList());
    }

    public Uni<TagGroup> group(String key) {
        return findGroup(key).map(found -> found.orElseThrow(() -> TagChecks.noGroup(key)));
    }

    public Uni<Optional<TagGroup>> findGroup(String key) {
        var shop = Caller.with(Scope.TAGS_READ).ofShop();
        return reads.find(shop, TagGroup::of, GROUP, shop.id(), key);
    }

    /// Those of the keys that exist.
    public Uni<List<TagGroup>> groupsByKeys(List<String> keys) {
        var shop = Caller.with(Scope.TAGS_READ).ofShop();
        return reads.list(shop, TagGroup::of, GROUPS_BY_KEYS, shop.id(), keys.toArray(String[]::new));
    }

    public Uni<Page<TagGroup>> groups(PageRequest request) {
        var caller = Caller.with(Scope.TAGS_READ);
        var shop = caller.ofShop();
        var after = after(cursors.position(caller, "tag-groups", request));
        return reads.list(shop, TagGroup::of, GROUPS, shop.id(), after, request.rows())
                .map(rows -> cursors.page(caller, "tag-groups", request, rows, group -> List.of(group.key())))
                .chain(page -> request.count()
                        ? count(shop, COUNT_GROUPS).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    private Uni<Long> count(Shop shop, String sql, @Nullable Object... more) {
        var values = new @Nullable Object[more.length + 1];
        values[0] = shop.id();
        System.arraycopy(more, 0, values, 1, more.length);
        return reads.find(shop, row -> row.getLong("n"), sql, values).map(found -> found.orElse(0L));
    }

    private static Map.Entry<String, Long> count(Row row) {
        return Map.entry(row.getString("key"), row.getLong("n"));
    }

    private static @Nullable String after(List<String> position) {
        return position.isEmpty() ? null : position.getFirst();
    }
}
