package io.kequn.layer;

import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layers of one customer as a column of the customer's own select.
public final class CardLayers {
    /// For `customer c` of the shop `$1`. `offset 0` begins with the customer's own rows.
    public static final String SELECT = """
        (select json_agg(json_build_array(s.key, s.name, l.key, l.name, m.since, s.public) order by s.key)
           from (select * from layer_member where shop_id = $1 and customer_id = c.id offset 0) m
           join layer_set s on s.shop_id = m.shop_id and s.id = m.layer_set_id and s.archived_at is null
           join layer l on l.shop_id = m.shop_id and l.id = m.layer_id) layers\
        """;

    private CardLayers() {}

    /// The layers by the keys of their sets.
    public static List<CustomerLayer> of(Row row) {
        @Nullable JsonArray layers = row.getJsonArray("layers");
        return layers == null
                ? List.of()
                : layers.stream()
                        .map(JsonArray.class::cast)
                        .map(CardLayers::layer)
                        .toList();
    }

    /// Those that the customer may know of.
    public static List<CustomerLayer> ofPublic(Row row) {
        @Nullable JsonArray layers = row.getJsonArray("layers");
        return layers == null
                ? List.of()
                : layers.stream()
                        .map(JsonArray.class::cast)
                        .filter(layer -> layer.getBoolean(5))
                        .map(CardLayers::layer)
                        .toList();
    }

    private static CustomerLayer layer(JsonArray layer) {
        return new CustomerLayer(
                layer.getString(0),
                layer.getString(1),
                layer.getString(2),
                layer.getString(3),
                Sql.instant(layer.getString(4)));
    }
}
