package io.kequn.customer;

import io.kequn.crypto.Sealer;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.value.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Reads summaries of customers, for features that show whom they are about.
@Singleton
public class CustomerSummaries {
    /// Reads `customer c` of the shop `$1`, as a part of somebody else's select.
    public static final String COLUMNS = """
        c.id, c.personal, c.country, c.city, c.number_of_orders, c.amount_spent, c.last_order_date,
        (select json_agg(json_build_object('source', i.source, 'externalId', i.external_id)
             order by i.source, i.external_id)
           from customer_identity i where i.shop_id = $1 and i.customer_id = c.id) identities\
        """;

    private static final String BY_IDS = "select " + COLUMNS + """

        from customer c where c.shop_id = $1 and c.id = any($2) and c.state = 0 order by c.id\
        """;

    private final ShopReads reads;
    private final Sealer sealer;

    CustomerSummaries(ShopReads reads, Sealer sealer) {
        this.reads = reads;
        this.sealer = sealer;
    }

    /// In order of their ids; those that are gone meanwhile are left out.
    public Uni<List<CustomerSummary>> of(Collection<UUID> ids) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : reads.list(shop, row -> read(row, shop), BY_IDS, shop.id(), ids.toArray(UUID[]::new));
    }

    /// A row with `COLUMNS`.
    public CustomerSummary read(Row row, Shop shop) {
        var id = row.getUUID("id");
        var personal = PersonalData.opened(sealer, shop.id(), id, row).shown(id);
        return new CustomerSummary(
                id,
                CustomerView.identities(row.getJsonArray("identities")),
                personal.get(CustomerField.NAME),
                personal.get(CustomerField.EMAIL),
                personal.get(CustomerField.PHONE),
                row.getString("country"),
                row.getString("city"),
                row.getInteger("number_of_orders"),
                Money.of(row.getLong("amount_spent"), shop.currency()),
                CustomerField.instant(row.getOffsetDateTime("last_order_date")));
    }
}
