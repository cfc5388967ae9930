package io.kequn.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.kequn.platform.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// One page of customers, with the instant and the zone in which the filter was evaluated.
public record CustomerPage(
        List<Customer> items,
        Page.Next page,
        Instant evaluatedAt,
        String timeZone,
        @JsonIgnore Function<Customer, String> cursor) {
    public CustomerPage {
        items = List.copyOf(items);
    }

    static CustomerPage of(Page<Customer> page, Instant at, String timeZone) {
        return new CustomerPage(page.items(), page.page(), at, timeZone, page.cursor());
    }

    Page<Customer> plain() {
        return new Page<>(items, page, cursor);
    }
}
