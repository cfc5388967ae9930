package io.kequn.layer;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.problem.ErrorCode.LAYER_NOT_FOUND;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// Who is in which layer.
@Singleton
public class LayerCustomers {
    /// One layer's customers stand together in the index, in order of their ids.
    private static final String OF_LAYER = """
        select m.customer_id, m.since layer_since from layer_member m
        where m.shop_id = $1 and m.customer_id > $4 and m.layer_id = (
          select l.id from layer_set s join layer l on l.shop_id = s.shop_id and l.layer_set_id = s.id
          where s.shop_id = $1 and s.key = $2 and l.key = $3 and s.archived_at is null)
        order by m.customer_id limit $5\
        """;
    private static final String COUNT = """
        select l.id, (
            select count(*) from layer_member m
            where m.shop_id = $1 and m.layer_id = l.id and s.archived_at is null) n
        from layer_set s join layer l on l.shop_id = s.shop_id and l.layer_set_id = s.id and l.place is not null
        where s.shop_id = $1 and s.key = $2 and l.key = $3\
        """;
    private static final String OF_CUSTOMERS = """
        select m.customer_id, s.key, s.name, l.key layer_key, l.name layer_name, m.since
        from (select * from layer_member where shop_id = $1 and customer_id = any($2) offset 0) m
        join layer_set s on s.shop_id = m.shop_id and s.id = m.layer_set_id and s.archived_at is null
        join layer l on l.shop_id = m.shop_id and l.id = m.layer_id
        order by s.key\
        """;
    private static final UUID FIRST = new UUID(0, 0);

    private final CustomerReads customers;
    private final LayerSetReads sets;
    private final ShopReads reads;
    private final Cursors cursors;

    LayerCustomers(CustomerReads customers, LayerSetReads sets, ShopReads reads, Cursors cursors) {
        this.customers = customers;
        this.sets = sets;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// The customers of a layer in order of their ids. Refuses with `layer_set_not_found` and `layer_not_found`.
    public Uni<Page<LayerCustomer>> of(String set, String layer, PageRequest request) {
        var caller = Caller.with(SEGMENTS_READ);
        var list = "layer " + set + " " + layer;
        var position = cursors.position(caller, list, request);
        var after = position.isEmpty() ? FIRST : UUID.fromString(position.getFirst());
        return customers
                .listed(OF_LAYER, LayerCustomers::customer, set, layer, after, request.rows())
                .map(found -> cursors.page(caller, list, request, found, LayerCustomers::position))
                .chain(page -> counted(caller.ofShop(), set, layer, request, page));
    }

    /// An empty page may be that of a layer that does not exist.
    private Uni<Page<LayerCustomer>> counted(
            Shop shop, String set, String layer, PageRequest request, Page<LayerCustomer> page) {
        if (!request.count() && !page.items().isEmpty()) {
            return Uni.createFrom().item(page);
        }
        return sets.get(shop, set)
                .chain(known -> reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), set, layer))
                .map(found -> found.orElseThrow(() -> LAYER_NOT_FOUND.because(
                        "The layer set `" + set + "` has no layer `" + layer + "`.",
                        "分层 `" + set + "` 没有层 `" + layer + "`。")))
                .map(total -> request.count() ? page.withTotal(total) : page);
    }

    /// The layers of each of the customers, in the order asked; an empty list for a customer who is in none.
    public Uni<List<List<CustomerLayer>>> ofCustomers(List<UUID> ids) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return reads.query(shop, OF_CUSTOMERS, Sql.tuple(shop.id(), ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new HashMap<UUID, List<CustomerLayer>>();
                    rows.forEach(row -> found.computeIfAbsent(row.getUUID("customer_id"), id -> new ArrayList<>())
                            .add(layer(row)));
                    return ids.stream()
                            .map(id -> found.getOrDefault(id, List.of()))
                            .toList();
                });
    }

    private static CustomerLayer layer(Row row) {
        return new CustomerLayer(
                row.getString("key"),
                row.getString("name"),
                row.getString("layer_key"),
                row.getString("layer_name"),
                row.getOffsetDateTime("since").toInstant());
    }

    private static LayerCustomer customer(Customer customer, Row row) {
        return new LayerCustomer(customer, row.getOffsetDateTime("layer_since").toInstant());
    }

    private static List<String> position(LayerCustomer found) {
        return List.of(found.customer().id().toString());
    }
}
