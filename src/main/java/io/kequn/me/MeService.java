package io.kequn.me;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.customer.CustomerSelect;
import io.kequn.layer.CardLayers;
import io.kequn.level.BenefitReads;
import io.kequn.level.CardLevels;
import io.kequn.level.LevelQuestions;
import io.kequn.order.OrderReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Feature;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.points.CardPoints;
import io.kequn.points.LedgerReads;
import io.kequn.points.Points;
import io.kequn.points.PointsReads;
import io.kequn.segment.CardSegments;
import io.kequn.tag.CardTags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What is the calling customer's own. Each call is one of the token's customer, whom no parameter names.
@Singleton
public class MeService {
    private static final CustomerSelect SELECT = CustomerSelect.with(
            CardTags.SELECT, CardSegments.SELECT, CardLayers.SELECT, CardLevels.SELECT, CardPoints.SELECT);

    private final CustomerReads customers;
    private final OrderReads orders;
    private final PointsReads points;
    private final LedgerReads ledgers;
    private final LevelQuestions levels;

    MeService(
            CustomerReads customers,
            OrderReads orders,
            PointsReads points,
            LedgerReads ledgers,
            LevelQuestions levels) {
        this.customers = customers;
        this.orders = orders;
        this.points = points;
        this.ledgers = ledgers;
        this.levels = levels;
    }

    /// The customer's card, by one statement.
    public Uni<Me> get() {
        var caller = Caller.customer();
        caller.requireFeature(Feature.CUSTOMERS);
        var shop = caller.ofShop();
        return customers.get(shop, SELECT, id(caller), (customer, row) -> me(shop, customer, row));
    }

    /// The customer's orders, newest first.
    public Uni<Page<MyOrder>> orders(PageRequest page) {
        var caller = Caller.customer();
        return caller.reading(Set.of(Scope.ORDERS_READ), () -> orders.ofCustomer(id(caller), page))
                .map(found -> found.map(MyOrder::of));
    }

    /// What the customer has in points.
    public Uni<Points> points() {
        var caller = Caller.customer();
        return caller.reading(Set.of(Scope.POINTS_READ), () -> points.get(id(caller), null));
    }

    /// The entries of the customer's ledger, newest first.
    public Uni<Page<MyPointsEntry>> ledger(PageRequest page) {
        var caller = Caller.customer();
        return caller.reading(Set.of(Scope.POINTS_READ), () -> ledgers.ofCustomer(id(caller), page))
                .map(found -> found.map(MyPointsEntry::of));
    }

    /// The customer's way to the next level of each live program, by the programs' keys.
    public Uni<List<MyLevelProgress>> levelProgress() {
        var caller = Caller.customer();
        return caller.reading(Set.of(Scope.LEVELS_READ, Scope.CUSTOMERS_READ), () -> levels.progress(id(caller)))
                .map(all -> all.stream().map(MyLevelProgress::of).toList());
    }

    private static String id(Caller caller) {
        return Objects.requireNonNull(caller.holder().customer()).toString();
    }

    private static Me me(Shop shop, Customer customer, Row row) {
        return Me.of(
                customer,
                new Me.Parts(
                        CardTags.ofPublic(row).stream().map(MyTag::of).toList(),
                        CardSegments.ofPublic(row).stream().map(MySegment::of).toList(),
                        CardLayers.ofPublic(row),
                        CardLevels.of(row).stream().map(MyLevel::of).toList(),
                        BenefitReads.ofPublic(row),
                        CardPoints.of(row, customer.id(), shop.zone())));
    }
}
