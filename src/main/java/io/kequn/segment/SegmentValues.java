package io.kequn.segment;

import io.kequn.customer.DefinedValues;
import jakarta.inject.Singleton;

/// The segments that rules of a shop can name, with their names.
@Singleton
class SegmentValues implements DefinedValues {
    @Override
    public boolean isOf(String subject) {
        return subject.equals("segment");
    }

    @Override
    public String select() {
        return """
            select key as value, name from segment
            where shop_id = $1 and $2::text is not null and archived_at is null
              and (kind = 'static' or live_version is not null)
            order by key limit 10000\
            """;
    }
}
