package io.kequn.privacy;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.crypto.Sealer;
import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.value.Money;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// All that is known of one person, as records of which a file has one a line.
@Singleton
public class PersonExports {
    private static final String PERSON = """
        select id from customer where shop_id = $1 and (id = $2 or merged_into = $2) order by id\
        """;

    private final ShopReads reads;
    private final CustomerReads customers;
    private final AuditLog audit;
    private final Sealer sealer;
    private final List<PersonTable> tables;

    PersonExports(
            ShopReads reads, CustomerReads customers, AuditLog audit, Sealer sealer, @All List<PersonTables> all) {
        this.sealer = sealer;
        this.reads = reads;
        this.customers = customers;
        this.audit = audit;
        this.tables = all.stream()
                .flatMap(each -> each.tables().stream())
                .filter(table -> table.shown() != null)
                .sorted(Comparator.comparing(PersonTable::name))
                .toList();
    }

    /// Refuses with `customer_not_found`. What is written while the file is being read may be in it or not.
    public Uni<Multi<PersonRecord>> export(String reference) {
        var caller = Caller.with(Scope.PRIVACY_READ).and(Scope.CUSTOMERS_READ);
        var shop = caller.ofShop();
        return customers
                .get(reference)
                .chain(customer -> reads.list(shop, row -> row.getUUID("id"), PERSON, shop.id(), customer.id())
                        .call(ids -> audit.read(caller, AuditNote.exported(ids)))
                        .chain(ids -> reads.now(shop).map(at -> records(shop, customer, ids, at))));
    }

    /// The same as one list.
    Uni<List<PersonRecord>> all(String reference) {
        return export(reference).chain(records -> records.collect().asList());
    }

    private Multi<PersonRecord> records(Shop shop, Customer customer, List<UUID> ids, Instant at) {
        var count = new AtomicInteger();
        var rows = Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToMultiAndConcatenate(table -> rows(shop, table, ids))
                .invoke(record -> count.incrementAndGet());
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom()
                                .items(manifest(shop, customer, ids, at), new PersonRecord("profile", customer)),
                        rows,
                        Multi.createFrom().item(() -> new PersonRecord("end", Map.of("rows", count.get()))));
    }

    /// Tells what the rows leave out as well: their amounts are whole numbers of the currency's smallest unit.
    private static PersonRecord manifest(Shop shop, Customer customer, List<UUID> ids, Instant at) {
        var merged = ids.stream().filter(id -> !id.equals(customer.id())).toList();
        return new PersonRecord(
                "manifest",
                Map.of(
                        "version", 1,
                        "customerId", customer.id(),
                        "mergedIds", merged,
                        "exportedAt", at,
                        "timeZone", shop.zone().getId(),
                        "currency", shop.currency().getCurrencyCode(),
                        "currencyDigits", Money.digits(shop.currency())));
    }

    private PersonRecord record(Shop shop, PersonTable table, JsonObject row) {
        return new PersonRecord(
                table.name(), table.opening().open(sealer, shop.id(), row).getMap());
    }

    private Multi<PersonRecord> rows(Shop shop, PersonTable table, List<UUID> ids) {
        return reads.list(
                        shop,
                        row -> record(shop, table, new JsonObject(row.getString("record"))),
                        table.select(),
                        shop.id(),
                        ids.toArray(UUID[]::new))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable);
    }
}
