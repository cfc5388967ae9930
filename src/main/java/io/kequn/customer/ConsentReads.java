package io.kequn.customer;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what customers have said about consents.
@Singleton
public class ConsentReads {
    private static final String COLUMNS = """
        h.customer_id, h.id, h.purpose, h.channel, h.state, h.source, h.document_id, h.document_version, h.occurred_at,
        h.recorded_at, h.recorded_by, h.state = 'denied' and exists (
          select from customer_consent g
          where g.shop_id = $1 and g.customer_id = h.customer_id and g.purpose = h.purpose and g.channel = h.channel
            and g.state = 'granted' and g.occurred_at <= h.occurred_at
            and ($3::timestamptz is null or g.recorded_at <= $3)) withdrawn\
        """;
    private static final String PRESENT = """
        select distinct on (h.customer_id, h.purpose, h.channel) %s
        from customer_consent h
        where h.shop_id = $1 and h.customer_id = any($2) and ($3::timestamptz is null or h.recorded_at <= $3)
        order by h.customer_id, h.purpose, h.channel, h.occurred_at desc, %s desc, h.id desc\
        """.formatted(COLUMNS, ConsentStates.STRICTNESS_SQL.formatted("h"));
    private static final String HISTORY = """
        select %s from customer_consent h
        where h.shop_id = $1 and h.customer_id = $2 and ($4::text is null or h.purpose = $4)
          and ($5::text is null or h.channel = $5) and ($6::bigint is null or h.id < $6)
        order by h.id desc limit $7\
        """.formatted(COLUMNS);

    private final ShopReads reads;
    private final CustomerResolver customers;
    private final Cursors cursors;

    ConsentReads(ShopReads reads, CustomerResolver customers, Cursors cursors) {
        this.reads = reads;
        this.customers = customers;
        this.cursors = cursors;
    }

    /// One row of a customer.
    private record Found(UUID customer, CustomerConsent consent) {}

    /// What counts of each topic that the customer has ever said something about, now or as it was known at an instant.
    /// Refuses with `customer_not_found`.
    public Uni<List<CustomerConsent>> present(String customer, @Nullable Instant asOf) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return customers
                .resolve(shop, customer)
                .chain(id -> present(shop, List.of(id), asOf))
                .map(found -> found.values().stream().flatMap(List::stream).toList());
    }

    /// The same of each of the customers, in the order asked, by one statement.
    Uni<List<List<CustomerConsent>>> ofCustomers(List<UUID> ids) {
        return present(Caller.with(Scope.CUSTOMERS_READ).ofShop(), ids, null)
                .map(found -> ids.stream()
                        .map(id -> found.getOrDefault(id, List.of()))
                        .toList());
    }

    private Uni<Map<UUID, List<CustomerConsent>>> present(Shop shop, List<UUID> ids, @Nullable Instant asOf) {
        return reads.list(
                        shop,
                        ConsentReads::found,
                        PRESENT,
                        shop.id(),
                        ids.toArray(UUID[]::new),
                        asOf == null ? null : asOf.atOffset(ZoneOffset.UTC))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                Found::customer, Collectors.mapping(Found::consent, Collectors.toList()))));
    }

    /// All that the customer has said, what was recorded last first.
    public Uni<Page<CustomerConsent>> history(String customer, ConsentFilter filter, PageRequest request) {
        var caller = Caller.with(Scope.CUSTOMERS_READ);
        var shop = caller.ofShop();
        return customers.resolve(shop, customer).chain(id -> {
            var list = "consents of " + id + " " + filter;
            var position = cursors.position(caller, list, request);
            return reads.list(
                            shop,
                            row -> found(row).consent(),
                            HISTORY,
                            shop.id(),
                            id,
                            null,
                            filter.purpose() == null ? null : filter.purpose().text(),
                            filter.channel() == null ? null : filter.channel().text(),
                            position.isEmpty() ? null : Long.valueOf(position.getFirst()),
                            request.rows())
                    .map(rows -> cursors.page(
                            caller, list, request, rows, consent -> List.of(String.valueOf(consent.number()))));
        });
    }

    private static Found found(Row row) {
        var topic = ConsentTopic.of(row.getString("purpose"), row.getString("channel"));
        var document = row.getString("document_id");
        var consent = new CustomerConsent(
                row.getLong("id"),
                topic.purpose(),
                topic.channel(),
                Consent.of(row.getString("state")),
                row.getBoolean("withdrawn"),
                row.getString("source"),
                document == null ? null : new ConsentDocument(document, row.getString("document_version")),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getOffsetDateTime("recorded_at").toInstant(),
                row.getString("recorded_by"));
        return new Found(row.getUUID("customer_id"), consent);
    }
}
