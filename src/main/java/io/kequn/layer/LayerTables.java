package io.kequn.layer;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// The layers that persons are in.
@Singleton
class LayerTables implements PersonTables {
    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.of("layer_member").with("""
                jsonb_build_object(
                  'layerSet', (select s.key from layer_set s where s.shop_id = $1 and s.id = t.layer_set_id),
                  'layer', (select l.key from layer l where l.shop_id = $1 and l.id = t.layer_id))\
                """, "layer_set_id", "layer_id"));
    }
}
