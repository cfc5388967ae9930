package io.kequn.order;

import io.kequn.customer.DefinedValues;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/// How far orders come.
@Singleton
class OrderStatuses implements DefinedValues {
    private static final String SELECT = "select value, null::text as name from unnest(array["
            + Arrays.stream(OrderStatus.values())
                    .map(status -> "'" + status.text() + "'")
                    .collect(Collectors.joining(", "))
            + "]) value where $1::int is not null and $2::text is not null";

    @Override
    public boolean isOf(String subject) {
        return subject.equals("orders_placed.status");
    }

    @Override
    public String select() {
        return SELECT;
    }
}
