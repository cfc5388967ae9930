package io.kequn.tag;

import io.kequn.customer.CustomerResolver;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads of the tags that customers have.
@Singleton
public class AssignmentReads {
    private static final int MOST_TAGS = 1_000;
    private static final String OF_CUSTOMERS = """
        select ct.customer_id, t.key, t.name, t.color, g.key group_key, ct.source, ct.assigned_at, ct.expires_at
        from customer_tag ct
        join tag t on t.id = ct.tag_id and not t.deleting
        left join tag_group g on g.id = t.group_id
        where ct.shop_id = $1 and t.shop_id = $1\
        """;
    private static final String OF_ONE =
            OF_CUSTOMERS + " and ct.customer_id = $2 and ($3::text is null or t.key > $3) order by t.key limit $4";
    private static final String OF_PAGE = OF_CUSTOMERS + " and ct.customer_id = any($2) order by t.key limit $3";
    private static final String COUNT = """
        select count(*) n from customer_tag ct join tag t on t.id = ct.tag_id and not t.deleting
        where ct.shop_id = $1 and ct.customer_id = $2\
        """;
    private final ShopReads reads;
    private final CustomerResolver resolver;
    private final Cursors cursors;

    AssignmentReads(ShopReads reads, CustomerResolver resolver, Cursors cursors) {
        this.reads = reads;
        this.resolver = resolver;
        this.cursors = cursors;
    }

    /// The tags of a customer by key.
    public Uni<Page<AssignedTag>> of(String reference, PageRequest request) {
        var caller = Caller.with(Scope.TAGS_READ);
        return resolver.resolve(caller.ofShop(), reference).chain(id -> page(caller, id, request));
    }

    private Uni<Page<AssignedTag>> page(Caller caller, UUID customer, PageRequest request) {
        var shop = caller.ofShop();
        var list = "tags of customer " + customer;
        var position = cursors.position(caller, list, request);
        @Nullable String after = position.isEmpty() ? null : position.getFirst();
        return reads.list(shop, AssignedTag::of, OF_ONE, shop.id(), customer, after, request.rows())
                .map(rows -> cursors.page(caller, list, request, rows, tag -> List.of(tag.key())))
                .chain(page -> request.count()
                        ? reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), customer)
                                .map(total -> page.withTotal(total.orElse(0L)))
                        : Uni.createFrom().item(page));
    }

    /// The tags of a page of customers in the order asked, by one statement.
    public Uni<List<List<AssignedTag>>> ofCustomers(List<UUID> ids) {
        var shop = Caller.with(Scope.TAGS_READ).ofShop();
        var wanted = ids.stream().distinct().toArray(UUID[]::new);
        return reads.list(shop, Found::of, OF_PAGE, shop.id(), wanted, MOST_TAGS * Math.max(1, wanted.length))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                Found::customer, Collectors.mapping(Found::tag, Collectors.toList()))))
                .map(byId ->
                        ids.stream().map(id -> byId.getOrDefault(id, List.of())).toList());
    }

    /// All tags of a customer as the running transaction has made them.
    static Uni<List<AssignedTag>> inside(FactSession session, UUID customer) {
        return session.query(OF_ONE, session.shop().id(), customer, null, MOST_TAGS)
                .map(rows -> Sql.list(rows, AssignedTag::of));
    }

    private record Found(UUID customer, AssignedTag tag) {
        static Found of(Row row) {
            return new Found(row.getUUID("customer_id"), AssignedTag.of(row));
        }
    }
}
