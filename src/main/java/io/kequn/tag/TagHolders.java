package io.kequn.tag;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads of the customers that have tags.
@Singleton
public class TagHolders {
    private static final String HOLDERS = """
        select wanted.key, ct.customer_id, ct.source, ct.assigned_at, ct.expires_at
        from unnest($2::text[], $3::uuid[]) wanted (key, after)
        join tag t on t.shop_id = $1 and t.key = wanted.key and not t.deleting
        cross join lateral (
          select customer_id, source, assigned_at, expires_at from customer_tag
          where shop_id = $1 and tag_id = t.id and customer_id > wanted.after
          order by customer_id limit $4) ct
        order by wanted.key, ct.customer_id\
        """;
    private static final UUID FIRST = new UUID(0, 0);

    private final ShopReads reads;
    private final CustomerReads customers;
    private final TagReads tags;
    private final Cursors cursors;

    TagHolders(ShopReads reads, CustomerReads customers, TagReads tags, Cursors cursors) {
        this.reads = reads;
        this.customers = customers;
        this.tags = tags;
        this.cursors = cursors;
    }

    /// The customers that have the tag, by id. Refuses with `tag_not_found`.
    public Uni<Page<TaggedCustomer>> of(String key, PageRequest request) {
        return ofAll(List.of(key), request).map(List::getFirst).chain(page -> counted(key, request, page));
    }

    /// All holders are counted only where that was asked. An empty page may be that of a tag that does not exist.
    private Uni<Page<TaggedCustomer>> counted(String key, PageRequest request, Page<TaggedCustomer> page) {
        return request.count() || page.items().isEmpty()
                ? tags.get(key)
                        .map(tag -> request.count() && tag.customerCount() != null
                                ? page.withTotal(tag.customerCount())
                                : page)
                : Uni.createFrom().item(page);
    }

    /// A page of customers of each tag in the order asked, by two statements however many tags there are.
    public Uni<List<Page<TaggedCustomer>>> ofAll(List<String> keys, PageRequest request) {
        var caller = Caller.with(Scope.TAGS_READ);
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        var wanted = keys.stream().distinct().toArray(String[]::new);
        var after =
                keys.stream().distinct().map(key -> after(caller, key, request)).toArray(UUID[]::new);
        return reads.list(shop, Holder::of, HOLDERS, shop.id(), wanted, after, request.rows())
                .chain(holders -> customersOf(holders).map(byId -> pages(caller, keys, request, holders, byId)));
    }

    private Uni<Map<UUID, Customer>> customersOf(List<Holder> holders) {
        var ids = holders.stream().map(Holder::customer).distinct().toList();
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : customers
                        .byIds(ids)
                        .map(found -> found.stream().collect(Collectors.toMap(Customer::id, Function.identity())));
    }

    private List<Page<TaggedCustomer>> pages(
            Caller caller, List<String> keys, PageRequest request, List<Holder> holders, Map<UUID, Customer> byId) {
        var byKey = holders.stream().collect(Collectors.groupingBy(Holder::key));
        return keys.stream()
                .map(key ->
                        cursors.page(caller, list(key), request, byKey.getOrDefault(key, List.of()), Holder::position))
                .map(page -> shown(page, byId))
                .toList();
    }

    /// A customer deleted between the two reads is left out.
    private static Page<TaggedCustomer> shown(Page<Holder> page, Map<UUID, Customer> byId) {
        var present = page.items().stream()
                .filter(holder -> byId.containsKey(holder.customer))
                .toList();
        return new Page<>(present, page.page(), page.cursor())
                .map(holder -> holder.tagged(Objects.requireNonNull(byId.get(holder.customer))));
    }

    private UUID after(Caller caller, String key, PageRequest request) {
        var position = cursors.position(caller, list(key), request);
        return position.isEmpty() ? FIRST : UUID.fromString(position.getFirst());
    }

    private static String list(String key) {
        return "customers of tag " + key;
    }

    private record Holder(
            String key,
            UUID customer,
            AssignmentSource source,
            Instant assignedAt,
            @Nullable Instant expiresAt) {
        static Holder of(Row row) {
            @Nullable OffsetDateTime expires = row.getOffsetDateTime("expires_at");
            return new Holder(
                    row.getString("key"),
                    row.getUUID("customer_id"),
                    AssignmentSource.of(row.getString("source")),
                    row.getOffsetDateTime("assigned_at").toInstant(),
                    expires == null ? null : expires.toInstant());
        }

        List<String> position() {
            return List.of(customer.toString());
        }

        TaggedCustomer tagged(Customer known) {
            return new TaggedCustomer(known, source, assignedAt, expiresAt);
        }
    }
}
