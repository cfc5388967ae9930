package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Some customers who stand for all, where all are too many to look at while somebody types. They are taken
/// from equal stretches of the time in which customers came, so that the oldest and the newest are among them.
@Singleton
public class CustomerSample {
    /// Up to this many customers all are looked at.
    private static final int MOST = 30_000;

    private static final int STRETCHES = 40;
    private static final int OF_EACH = 250;

    private static final String COUNT =
            "select count(*) n from (select from customer c where c.shop_id = $1 and c.state = 0 limit " + (MOST + 1)
                    + ") looked";
    static final String ALL = "customer c where c.shop_id = $1 and c.state = 0";

    /// The index on shop and time gives both ends, and each stretch from where it begins.
    static final String SOME = """
        (select min(recorded_at) first, (max(recorded_at) - min(recorded_at)) / %1$d length
           from customer where shop_id = $1 and state = 0) span
        cross join generate_series(0, %1$d - 1) stretch (place)
        cross join lateral (
          select * from customer
          where shop_id = $1 and state = 0
            and recorded_at >= span.first + stretch.place * span.length
            and (recorded_at < span.first + (stretch.place + 1) * span.length or stretch.place = %1$d - 1)
          order by recorded_at, id limit %2$d) c\
        """.formatted(STRETCHES, OF_EACH);

    private final ShopReads reads;

    CustomerSample(ShopReads reads) {
        this.reads = reads;
    }

    /// Whom to look at.
    ///
    /// @param from follows `from` in a select of the shop `$1`, which gives customers as `c`
    /// @param whole whether these are all
    public record Customers(String from, boolean whole) {}

    public Uni<Customers> of(Shop shop) {
        return reads.find(shop, row -> row.getLong("n"), COUNT, shop.id())
                .map(found -> found.orElse(0L) > MOST ? new Customers(SOME, false) : new Customers(ALL, true));
    }
}
