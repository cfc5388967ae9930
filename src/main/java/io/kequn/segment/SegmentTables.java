package io.kequn.segment;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// Which segments persons are in, and what people have decided about that.
@Singleton
class SegmentTables implements PersonTables {
    private static final String SEGMENT = "jsonb_build_object('segment',"
            + " (select s.key from segment s where s.shop_id = $1 and s.id = t.segment_id))";

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.of("segment_member").with(SEGMENT, "segment_id"),
                PersonTable.of("segment_override").with(SEGMENT, "segment_id"));
    }
}
