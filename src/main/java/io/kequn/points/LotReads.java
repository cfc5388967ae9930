package io.kequn.points;

import io.kequn.customer.CustomerResolver;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Reads lots, the oldest first.
@Singleton
public class LotReads {
    private static final String LIST = """
        select to_json(l) lot, to_json(a) account from points_lot l
        join points_account a on a.shop_id = $1 and a.customer_id = l.customer_id
        where l.shop_id = $1 and l.customer_id = $2 and l.id > $3 and (not $4 or l.pending <> 0 or l.remaining <> 0)
        order by l.id limit $5\
        """;
    private static final String COUNT = """
        select count(*) n from points_lot l
        where l.shop_id = $1 and l.customer_id = $2 and (not $3 or l.pending <> 0 or l.remaining <> 0)\
        """;
    private static final UUID FIRST = new UUID(0, 0);

    private final ShopReads reads;
    private final CustomerResolver customers;
    private final Cursors cursors;

    LotReads(ShopReads reads, CustomerResolver customers, Cursors cursors) {
        this.reads = reads;
        this.customers = customers;
        this.cursors = cursors;
    }

    /// The lots of a customer, or only those that are open; refuses with `customer_not_found`.
    Uni<Page<PointsLot>> ofCustomer(String customer, boolean open, PageRequest request) {
        var caller = Caller.with(Scope.POINTS_READ);
        return customers.resolve(caller.ofShop(), customer).chain(id -> page(caller, id, open, request));
    }

    private static PointsLot lot(Row row) {
        var lot = LotRow.lot(row.getJsonObject("lot"));
        lot.belongTo(AccountRow.account(row.getJsonObject("account")));
        return PointsLot.of(lot);
    }

    private Uni<Page<PointsLot>> page(Caller caller, UUID customer, boolean open, PageRequest request) {
        var shop = caller.ofShop();
        var list = (open ? "open " : "") + "lots of " + customer;
        var position = cursors.position(caller, list, request);
        var after = position.isEmpty() ? FIRST : UUID.fromString(position.getFirst());
        return reads.list(shop, LotReads::lot, LIST, shop.id(), customer, after, open, request.rows())
                .map(rows -> cursors.page(
                        caller, list, request, rows, lot -> List.of(lot.id().toString())))
                .chain(page -> request.count()
                        ? reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), customer, open)
                                .map(total -> page.withTotal(total.orElse(0L)))
                        : Uni.createFrom().item(page));
    }
}
