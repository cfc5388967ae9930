package io.kequn.card;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.customer.CustomerSelect;
import io.kequn.layer.CardLayers;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.segment.CardSegments;
import io.kequn.tag.CardTags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;

/// Reads cards: one statement, one round trip.
@Singleton
public class CustomerCards {
    private static final CustomerSelect SELECT =
            CustomerSelect.with(CardTags.SELECT, CardSegments.SELECT, CardLayers.SELECT);

    private final CustomerReads customers;

    CustomerCards(CustomerReads customers) {
        this.customers = customers;
    }

    /// The card; for the id of a merged customer the survivor's, with `mergedFrom`. Refuses with
    /// `customer_not_found`, and callers who may not read all that it shows.
    public Uni<CustomerCard> get(String reference) {
        var caller = Caller.with(Scope.CUSTOMERS_READ).and(Scope.TAGS_READ).and(Scope.SEGMENTS_READ);
        return customers.get(caller.ofShop(), SELECT, reference, CustomerCards::card);
    }

    private static CustomerCard card(Customer customer, Row row) {
        return new CustomerCard(customer, CardTags.of(row), CardSegments.of(row), CardLayers.of(row));
    }
}
