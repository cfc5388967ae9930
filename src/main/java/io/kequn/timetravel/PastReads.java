package io.kequn.timetravel;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.TAGS_READ;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the past. An instant that is not given is the present.
@Singleton
public class PastReads {
    private static final UUID FIRST = new UUID(0, 0);

    private final ShopReads reads;
    private final Past past;
    private final CustomerReads customers;
    private final Cursors cursors;

    PastReads(ShopReads reads, Past past, CustomerReads customers, Cursors cursors) {
        this.reads = reads;
        this.past = past;
        this.customers = customers;
        this.cursors = cursors;
    }

    /// What the customer was in. The id of a customer who was merged later tells that customer's own. Refuses with
    /// `customer_not_found`.
    Uni<PastMemberships> of(String customer, @Nullable Instant asked) {
        return customers
                .get(customer)
                .chain(found -> ofCustomers(List.of(found), asked))
                .map(List::getFirst);
    }

    /// The same of customers in the order given, by one statement.
    Uni<List<PastMemberships>> ofCustomers(List<Customer> page, @Nullable Instant asked) {
        var shop = Caller.with(SEGMENTS_READ).and(TAGS_READ).and(CUSTOMERS_READ).ofShop();
        var ids = page.stream().map(PastReads::asked).toArray(UUID[]::new);
        var survivors = page.stream().map(Customer::id).toArray(UUID[]::new);
        return past.instant(shop, asked)
                .chain(at -> reads.list(
                                shop,
                                Found::of,
                                PastStatement.OF_CUSTOMERS,
                                shop.id(),
                                ids,
                                survivors,
                                at.atOffset(ZoneOffset.UTC))
                        .map(found -> memberships(List.of(ids), found, at)));
    }

    private static UUID asked(Customer customer) {
        @Nullable UUID merged = customer.mergedFrom();
        return merged == null ? customer.id() : merged;
    }

    private static List<PastMemberships> memberships(List<UUID> ids, List<Found> rows, Instant at) {
        Map<UUID, List<Found>> byId = rows.stream().collect(Collectors.groupingBy(Found::customer));
        return ids.stream()
                .map(id -> byId.getOrDefault(id, List.of()))
                .map(found -> memberships(found, at))
                .toList();
    }

    private static PastMemberships memberships(List<Found> found, Instant at) {
        var segments = new ArrayList<PastMembership>();
        var tags = new ArrayList<PastMembership>();
        var layers = new ArrayList<PastLayer>();
        for (var each : found) {
            switch (each.kind) {
                case "segment" -> segments.add(PastMembership.of(each.row));
                case "tag" -> tags.add(PastMembership.of(each.row));
                default -> layers.add(PastLayer.of(each.row));
            }
        }
        return new PastMemberships(at, segments, tags, layers);
    }

    private record Found(UUID customer, String kind, Columns row) {
        static Found of(Row row) {
            return new Found(row.getUUID("asked"), row.getString("kind"), Columns.of(row));
        }
    }

    /// Who was in it, by id; customers who have been deleted or merged since are left out.
    Uni<Page<PastMember>> members(PastQuestion question, PageRequest page) {
        var caller = Caller.with(question.kind() == PastKind.TAG ? TAGS_READ : SEGMENTS_READ)
                .and(CUSTOMERS_READ);
        var shop = caller.ofShop();
        return exists(shop, question)
                .chain(() -> past.instant(shop, question.asOf()))
                .chain(at -> members(caller, question, page, at));
    }

    private Uni<Page<PastMember>> members(Caller caller, PastQuestion question, PageRequest page, Instant at) {
        var list = "past " + question;
        var position = cursors.position(caller, list, page);
        var after = position.isEmpty() ? FIRST : UUID.fromString(position.getFirst());
        return customers
                .listed(
                        PastStatement.members(question.kind()),
                        PastReads::member,
                        question.values(at, after, page.rows()))
                .map(rows -> cursors.page(caller, list, page, rows, PastReads::position))
                .chain(found -> page.count()
                        ? count(caller.ofShop(), question, at).map(found::withTotal)
                        : Uni.createFrom().item(found));
    }

    private Uni<Long> count(Shop shop, PastQuestion question, Instant at) {
        var values = Stream.concat(Stream.of(shop.id()), Arrays.stream(question.values(at, FIRST, Integer.MAX_VALUE)));
        return reads.find(shop, row -> row.getLong("n"), PastStatement.count(question.kind()), values.toArray())
                .map(found -> found.orElse(0L));
    }

    private Uni<Void> exists(Shop shop, PastQuestion question) {
        return reads.find(shop, row -> row, question.kind().exists(), shop.id(), question.key())
                .map(found -> found.orElseThrow(() -> question.kind().missing(question.key())))
                .replaceWithVoid();
    }

    private static PastMember member(Customer customer, Row row) {
        return new PastMember(customer, Columns.of(row).instantOrNull("since_then"));
    }

    private static List<String> position(PastMember member) {
        return List.of(member.customer().id().toString());
    }
}
