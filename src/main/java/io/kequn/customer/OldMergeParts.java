package io.kequn.customer;

import io.kequn.platform.job.Perishable;
import jakarta.inject.Singleton;

/// What undoing a merger needs goes when the merger can't be undone any more, whatever else is kept for how long.
@Singleton
class OldMergeParts implements Perishable {
    @Override
    public String delete() {
        return """
            delete from customer_merge_part where shop_id = $1 and (merge_id, part) in (
              select p.merge_id, p.part from customer_merge_part p
              join customer_merge m on m.shop_id = $1 and m.id = p.merge_id
              join shop_clock k on k.shop_id = $1
              where p.shop_id = $1 and $2::bigint is not null
                and m.undoable_until < now() + k.test_offset * interval '1 microsecond'
              order by p.merge_id, p.part limit $3 for update of p skip locked)\
            """;
    }
}
