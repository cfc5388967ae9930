package io.kequn.order;

import io.kequn.platform.job.Perishable;
import jakarta.inject.Singleton;

/// What waits for an order does not wait for ever: an order that has not come by then does not come, and its
/// refund's name is free again.
@Singleton
class OldPendingUpdates implements Perishable {
    /// By the shop's own clock, which has dated them.
    @Override
    public String delete() {
        return """
            delete from pending_order_update where shop_id = $1 and id in (
              select p.id from pending_order_update p join shop_clock c on c.shop_id = $1
              where p.shop_id = $1 and p.recorded_at
                < now() + c.test_offset * interval '1 microsecond' - cast($2 as bigint) * interval '1 millisecond'
              order by p.id limit $3 for update of p skip locked)\
            """;
    }
}
