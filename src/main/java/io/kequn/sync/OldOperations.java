package io.kequn.sync;

import io.kequn.platform.job.Perishable;
import jakarta.inject.Singleton;

/// A device that was offline for longer than this may send an operation again that was carried out: giving a tag
/// twice changes nothing, and a removal is judged by what the device had seen.
@Singleton
class OldOperations implements Perishable {
    @Override
    public String delete() {
        return """
            delete from sync_operation where shop_id = $1 and (device, operation) in (
              select device, operation from sync_operation
              where shop_id = $1 and recorded_at < now() - greatest(interval '90 days', $2::bigint * interval '1 millisecond')
              order by recorded_at limit $3 for update skip locked)\
            """;
    }
}
