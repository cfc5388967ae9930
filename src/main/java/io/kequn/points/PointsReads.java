package io.kequn.points;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.CustomerResolver;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what customers have in points at this moment: what time has done by now is in it, written or not.
@Singleton
public class PointsReads {
    private final ShopReads reads;
    private final CustomerResolver customers;
    private final PastPoints past;

    PointsReads(ShopReads reads, CustomerResolver customers, PastPoints past) {
        this.reads = reads;
        this.customers = customers;
        this.past = past;
    }

    /// What the customer has, or had at an instant. Refuses with `customer_not_found`, and the future with
    /// `value_invalid`.
    public Uni<Points> get(String customer, @Nullable Instant asOf) {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        return customers
                .resolve(shop, customer)
                .chain(id -> asOf == null
                        ? of(shop, List.of(id))
                        : past.ofCustomers(List.of(asked(customer).orElse(id)), asOf))
                .map(List::getFirst);
    }

    /// A merged one's id leads to the survivor now, but had points of its own.
    private static Optional<UUID> asked(String customer) {
        return CustomerReference.parse(customer)
                .flatMap(reference ->
                        reference instanceof CustomerReference.ById(UUID id) ? Optional.of(id) : Optional.empty());
    }

    /// Of a page of customers in the order asked, as they were at an instant.
    public Uni<List<Points>> ofCustomers(List<Customer> page, Instant asOf) {
        return past.ofCustomers(
                page.stream()
                        .map(customer -> Objects.requireNonNullElse(customer.mergedFrom(), customer.id()))
                        .toList(),
                asOf);
    }

    /// Of a page of customers in the order asked, by one statement.
    public Uni<List<Points>> ofCustomers(List<UUID> ids) {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        return of(shop, ids.stream().distinct().toList())
                .map(all -> all.stream().collect(Collectors.toMap(Points::customerId, Function.identity())))
                .map(byId -> ids.stream()
                        .map(id -> Optional.ofNullable(byId.get(id)).orElseThrow())
                        .toList());
    }

    private Uni<List<Points>> of(Shop shop, List<UUID> ids) {
        return ledgers(shop, ids, AccountRow.FIRST)
                .chain(ledgers -> complete(shop, ledgers))
                .map(ledgers -> ledgers.stream().map(PointsReads::present).toList());
    }

    private static Points present(Ledger ledger) {
        Due.bring(ledger);
        return Points.of(ledger);
    }

    private Uni<List<Ledger>> ledgers(Shop shop, List<UUID> ids, @Nullable Integer lots) {
        return reads.list(
                shop,
                row -> AccountRow.reading(row, shop.zone(), lots),
                AccountRow.OF_CUSTOMERS,
                shop.id(),
                ids.toArray(UUID[]::new),
                lots);
    }

    /// Few customers have more lots than were read, and need them.
    private Uni<List<Ledger>> complete(Shop shop, List<Ledger> ledgers) {
        var enough = ledgers.stream().filter(Ledger::isEnough).toList();
        var partial = ledgers.stream()
                .filter(ledger -> !ledger.isEnough())
                .map(ledger -> ledger.customer)
                .toList();
        return partial.isEmpty()
                ? Uni.createFrom().item(ledgers)
                : ledgers(shop, partial, AccountRow.ALL)
                        .map(whole ->
                                Stream.concat(enough.stream(), whole.stream()).toList());
    }
}
