package io.kequn.tag;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// The tags of persons, and those that people have taken from them.
@Singleton
class TagTables implements PersonTables {
    private static final String TAG =
            "jsonb_build_object('tag', (select g.key from tag g where g.shop_id = $1 and g.id = t.tag_id))";

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.of("customer_tag").with(TAG, "tag_id"),
                PersonTable.of("customer_tag_exclusion").with(TAG, "tag_id"));
    }
}
